import { message, type Connection, type Delivery, type EventContext, type Sender } from 'rhea';
import type { OutgoingEvent, Outcome } from './EventSender';

/** A broker that has no room says so with one of these: another attempt at the same event can go well. */
const NO_ROOM = ['amqp:resource-limit-exceeded', 'amqp:internal-error', 'amqp:connection:forced'];

interface Pending {
  settle: (outcome: Outcome) => void;
  timer: NodeJS.Timeout;
}

/**
 * A sending link to one address. Each event is settled by the broker's answer, or waits again when there is none in
 * time: then the whole connection is dropped, for nothing is known of what stands in it. A link without credit for that
 * time is of no further use, too: Artemis may forget one that asked while its queue was full.
 */
export class AmqpLink {
  private readonly sender: Sender;
  private readonly pending = new Map<Delivery, Pending>();
  private readonly withoutCredit = new Set<(otherwise?: Outcome) => void>();
  private gone?: Outcome;

  constructor(
    connection: Connection,
    address: string,
    private readonly timeoutMs: number,
    private readonly giveUp: (reason: string) => void,
  ) {
    this.sender = connection.open_sender({ target: { address } });
    this.sender.on('sendable', () => this.credit());
    this.sender.on('accepted', context => this.answered(context, { kind: 'accepted' }));
    this.sender.on('rejected', context => this.answered(context, rejection(context)));
    this.sender.on('released', context => this.answered(context, waiting('the broker released the event')));
    this.sender.on('modified', context => this.answered(context, waiting('the broker gave the event back')));
    this.sender.on('sender_error', context => this.closed(`${address}: ${describe(context.sender?.error)}`));
    this.sender.on('sender_close', () => this.closed(`${address}: the broker closed the link`));
  }

  get isUsable() {
    return this.gone === undefined;
  }

  async send(event: OutgoingEvent): Promise<Outcome> {
    const otherwise = await this.room();
    if (otherwise) {
      return otherwise;
    }
    return new Promise(settle => {
      let delivery: Delivery;
      try {
        delivery = this.sender.send({
          durable: true,
          message_id: event.id,
          content_type: 'application/json',
          creation_time: new Date(),
          body: message.data_section(Buffer.from(event.body)),
        });
      } catch (error) {
        settle(waiting(`the event could not be written to the connection: ${error}`));
        return;
      }
      const timer = setTimeout(() => this.giveUp(`no answer to an event within ${this.timeoutMs} ms`), this.timeoutMs);
      this.pending.set(delivery, { settle, timer });
    });
  }

  /** The connection is gone: whoever waits for the link, waits for nothing. */
  lost(reason: string) {
    this.end({ kind: 'waiting', reason });
  }

  /** The broker closed this link alone. */
  private closed(reason: string) {
    this.end({ kind: 'postponed', reason });
  }

  private end(outcome: Outcome) {
    this.gone ??= outcome;
    for (const { settle, timer } of this.pending.values()) {
      clearTimeout(timer);
      settle(outcome);
    }
    this.pending.clear();
    this.credit(outcome);
  }

  /** Resolves when the broker takes another event; to what becomes of the event, when it does not in time. */
  private async room(): Promise<Outcome | undefined> {
    while (this.gone === undefined && !this.sender.sendable()) {
      const outcome = await new Promise<Outcome | undefined>(resolve => {
        const resume = (otherwise?: Outcome) => {
          clearTimeout(timer);
          resolve(otherwise);
        };
        const timer = setTimeout(() => {
          this.end(waiting(`the broker takes no event at the moment (no credit within ${this.timeoutMs} ms)`));
          this.sender.close();
        }, this.timeoutMs);
        this.withoutCredit.add(resume);
      });
      if (outcome) {
        return outcome;
      }
    }
    return this.gone;
  }

  private credit(otherwise?: Outcome) {
    const resumed = [...this.withoutCredit];
    this.withoutCredit.clear();
    resumed.forEach(resume => resume(otherwise));
  }

  private answered(context: EventContext, outcome: Outcome) {
    const pending = context.delivery && this.pending.get(context.delivery);
    if (context.delivery && pending) {
      this.pending.delete(context.delivery);
      clearTimeout(pending.timer);
      pending.settle(outcome);
    }
  }
}

function waiting(reason: string): Outcome {
  return { kind: 'waiting', reason };
}

function rejection(context: EventContext): Outcome {
  const error = (context.delivery?.remote_state as { error?: { condition?: string } } | undefined)?.error;
  const kind = NO_ROOM.includes(String(error?.condition)) ? 'waiting' : 'refused';
  return { kind, reason: describe(error) };
}

function describe(error: unknown): string {
  const { condition, description } = (error ?? {}) as { condition?: string; description?: string };
  return [condition, description].filter(Boolean).join(': ') || 'the broker gave no reason';
}
