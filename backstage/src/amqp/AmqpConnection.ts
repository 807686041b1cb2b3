import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import rhea, { type Connection, type ConnectionOptions, type EventContext } from 'rhea';
import { AmqpLink } from './AmqpLink';
import type { Broker, BrokerSettings } from './Broker';
import type { OutgoingEvent, Outcome } from './EventSender';

/** A peer that says nothing for so long, not even that it is there, is gone. */
const IDLE_MS = 30_000;

/** How long a closed connection may take to say so to its peer. */
const LINGER_MS = 300;

/** What rhea has and its types do not tell. */
interface Internals {
  socket?: Socket;
  heartbeat_in?: NodeJS.Timeout;
  heartbeat_out?: NodeJS.Timeout;
}

/**
 * A connection to one broker, with a link for each address. Once it is closed, by either side, it is of no further use:
 * who wants to reconnect opens another one, and decides when.
 */
export class AmqpConnection {
  private readonly links = new Map<string, AmqpLink>();
  private open = false;

  private constructor(
    private readonly connection: Connection,
    private readonly timeoutMs: number,
  ) {}

  get isOpen() {
    return this.open;
  }

  /** Resolves to an open connection, or rejects with what the network or the broker said. */
  static async open(broker: Broker, settings: BrokerSettings): Promise<AmqpConnection> {
    const connection = rhea.create_container().connect(options(broker, settings));
    const opened = new AmqpConnection(connection, settings.timeoutMs);
    return new Promise((resolve, reject) => {
      const failed = (reason: string) => {
        clearTimeout(timer);
        opened.close(reason);
        reject(new Error(reason));
      };
      const timer = setTimeout(() => failed(`no answer within ${settings.timeoutMs} ms`), settings.timeoutMs);
      connection.once('connection_open', () => {
        clearTimeout(timer);
        opened.open = true;
        resolve(opened);
      });
      // rhea throws an event that nobody listens to; each of these ends the connection.
      connection.on('connection_error', context => failed(reasonOf(context)));
      connection.on('session_error', context => failed(reasonOf(context)));
      connection.on('session_close', () => failed('the broker ended the session'));
      connection.on('connection_close', () => failed('the broker closed the connection'));
      connection.on('disconnected', context => failed(reasonOf(context)));
      connection.on('protocol_error', error => failed(`the broker does not speak AMQP 1.0: ${error}`));
      connection.on('error', error => failed(String(error)));
    });
  }

  async send(event: OutgoingEvent): Promise<Outcome> {
    let link = this.links.get(event.address);
    if (!link?.isUsable) {
      link = new AmqpLink(this.connection, event.address, this.timeoutMs, reason => this.close(reason));
      this.links.set(event.address, link);
    }
    return link.send(event);
  }

  /** Closes it at once. What the broker has not answered waits. */
  close(reason: string) {
    this.open = false;
    for (const link of this.links.values()) {
      link.lost(reason);
    }
    this.links.clear();
    try {
      this.connection.close();
    } catch {
      // The other side may have broken it in a state that rhea cannot close; the socket goes either way.
    }
    setTimeout(() => this.release(), LINGER_MS).unref();
  }

  /** The socket of a peer that does not close it, and timers that rhea may leave behind. */
  private release() {
    const { socket, heartbeat_in, heartbeat_out } = this.connection as unknown as Internals;
    socket?.destroy();
    clearTimeout(heartbeat_in);
    clearTimeout(heartbeat_out);
  }
}

function options(broker: Broker, settings: BrokerSettings): ConnectionOptions {
  const file = (path?: string) => (path ? readFileSync(path) : undefined);
  const common = {
    host: broker.host,
    port: broker.port,
    username: settings.username,
    password: settings.password,
    enable_sasl_external: settings.sasl === 'external',
    reconnect: false,
    idle_time_out: IDLE_MS,
  };
  if (!broker.tls) {
    return { ...common, transport: 'tcp' };
  }
  return {
    ...common,
    transport: 'tls',
    servername: broker.host,
    ca: file(settings.tls.caFile),
    cert: file(settings.tls.certFile),
    key: file(settings.tls.keyFile),
    passphrase: settings.tls.passphrase,
  } as ConnectionOptions;
}

function reasonOf(context: EventContext): string {
  const error = context.session?.error ?? context.connection?.error ?? context.error;
  if (!error) {
    return 'the connection was lost';
  }
  const { condition, description, message } = error as { condition?: string; description?: string; message?: string };
  return [condition, description ?? message].filter(Boolean).join(': ') || String(error);
}
