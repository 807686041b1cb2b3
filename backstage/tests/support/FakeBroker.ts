import type { AddressInfo, Server, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import rhea, { type EventContext } from 'rhea';

/** An event that arrived, and where. */
export interface Arrived {
  address: string;
  id: string;
  body: any;
  text: string;
  durable: boolean;
  at: number;
}

export type Answer = 'accept' | 'release' | 'silence' | 'end the session' | { reject: string };

/** A broker of AMQP 1.0 that keeps what it is sent, and answers as it is told. */
export class FakeBroker {
  readonly arrived: Arrived[] = [];
  /** How it answers an event; it keeps what it accepts. */
  answer: (event: Arrived) => Answer | Promise<Answer> = () => 'accept';
  /** Addresses to which nobody may send. */
  readonly forbidden = new Set<string>();
  credit = 1000;
  private readonly container = rhea.create_container();
  private readonly sockets = new Set<Socket>();
  private server?: Server;
  private lastAnswer: Promise<unknown> = Promise.resolve();
  port = 0;

  async start(options: object = {}) {
    this.container.on('receiver_open', ({ receiver }: EventContext) => {
      receiver!.set_target(receiver!.target);
      const address = receiver!.target.address;
      if (this.forbidden.has(address)) {
        receiver!.close({ condition: 'amqp:unauthorized-access', description: `no right to send to ${address}` });
      } else {
        receiver!.add_credit(this.credit);
      }
    });
    this.container.on('message', async ({ message, delivery, receiver }: EventContext) => {
      const text = message!.body.content ? message!.body.content.toString() : String(message!.body);
      const event: Arrived = {
        address: receiver!.target.address,
        id: String(message!.message_id),
        body: JSON.parse(text),
        text,
        durable: message!.durable === true,
        at: Date.now(),
      };
      const answer = await this.answer(event);
      if (answer === 'accept') {
        this.arrived.push(event);
      }
      await this.afterTheOthers();
      if (answer === 'accept') {
        delivery!.accept();
      } else if (answer === 'release') {
        delivery!.release({});
      } else if (answer === 'end the session') {
        receiver!.session.close({ condition: 'amqp:internal-error', description: 'as the test wants it' });
        return;
      } else if (answer !== 'silence') {
        delivery!.reject({ condition: answer.reject, description: 'as the test wants it' });
      }
      receiver!.add_credit(1);
    });
    for (const event of ['error', 'connection_error', 'session_error', 'receiver_error', 'protocol_error']) {
      this.container.on(event, () => {});
    }
    this.container.options.receiver_options = { autoaccept: false, credit_window: 0 };
    this.container.options.autoaccept = false;
    this.server = this.container.listen({
      port: this.port,
      host: '127.0.0.1',
      receiver_options: { autoaccept: false, credit_window: 0 },
      ...options,
    } as any) as unknown as Server;
    this.server.on('connection', socket => this.sockets.add(socket.on('close', () => this.sockets.delete(socket))));
    await new Promise(resolve => this.server!.once('listening', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** Lets each answer go alone: of two at once, rhea 3.0.5 sends the outcome of the first for both. */
  private afterTheOthers() {
    this.lastAnswer = this.lastAnswer.then(() => setImmediate());
    return this.lastAnswer;
  }

  get url() {
    return `amqp://127.0.0.1:${this.port}`;
  }

  get actions() {
    return this.arrived.map(({ body }) => body.eventPayload.action);
  }

  /** Breaks every connection, as a broker does that dies; it can be started again at the same port. */
  async stop() {
    this.sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => this.server?.close(resolve));
  }

  /** A broker at the same port, with what this one has kept. */
  async restart() {
    const next = new FakeBroker();
    next.port = this.port;
    next.arrived.push(...this.arrived);
    next.answer = this.answer;
    return next.start();
  }
}
