import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import type { EventSender } from '../amqp/EventSender';
import type { Envelope } from '../event/Envelope';
import { Backoff } from '../outbox/Backoff';
import type { OutboxMetrics } from '../outbox/OutboxMetrics';

const LOOK_MS = 1000;

/**
 * Sends topics of Backstage's events service to addresses. At most once, as the events service has them: what is
 * published while the broker is away is lost, and counted.
 */
export class Publisher {
  private readonly stopped = new AbortController();
  private away = false;

  constructor(
    private readonly topics: { topic: string; address: string }[],
    private readonly source: string,
    private readonly events: EventsService,
    private readonly sender: EventSender,
    private readonly metrics: OutboxMetrics,
    private readonly logger: LoggerService,
  ) {}

  async start() {
    for (const { topic, address } of this.topics) {
      await this.events.subscribe({
        id: `stagedoor:${topic}:${address}`,
        topics: [topic],
        onEvent: params => this.publish(params, address),
      });
    }
    void this.stayConnected();
  }

  async stop() {
    this.stopped.abort();
    await this.sender.close();
  }

  private async publish(params: EventParams, address: string) {
    const event = envelope(params, this.source);
    const outcome = await this.sender.send({ id: event.metadata.eventId, address, body: toJson(event) });
    if (outcome.kind === 'accepted') {
      this.metrics.countSent();
      return;
    }
    this.metrics.countLost(1, 'unsent');
    this.logger.warn(`An event of the topic ${params.topic} is lost, it was not sent to ${address}: ${outcome.reason}`);
  }

  private async stayConnected() {
    const backoff = new Backoff();
    while (!this.stopped.signal.aborted) {
      let pause = LOOK_MS;
      try {
        await this.sender.connect();
        backoff.reset();
        this.away = false;
      } catch (error) {
        pause = backoff.next();
        if (!this.away) {
          this.away = true;
          this.logger.warn(`No broker for the topics of the events service: ${error}`);
        }
      }
      // An abort means that the backend stops.
      await setTimeout(pause, undefined, { signal: this.stopped.signal, ref: false }).catch(() => undefined);
    }
  }
}

function envelope({ topic, eventPayload }: EventParams, source: string): Envelope {
  return {
    topic,
    eventPayload: eventPayload as Record<string, unknown>,
    metadata: { source, eventId: randomUUID(), timestamp: new Date().toISOString() },
  };
}

/** An error has no properties of its own that JSON would show. */
function toJson(event: Envelope): string {
  return JSON.stringify(event, (_key, value) =>
    value instanceof Error ? { ...value, name: value.name, message: value.message } : value,
  );
}
