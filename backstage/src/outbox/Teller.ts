import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventSender, OutgoingEvent } from '../amqp/EventSender';
import { Unreadable } from '../event/Unreadable';
import type { Change, Fate } from '../feed/Change';
import type { OutboxMetrics } from './OutboxMetrics';

/** Makes the event that tells of a change; undefined where nobody needs to know. */
export type Render = (change: Change) => Promise<OutgoingEvent | undefined>;

/** After so long no further event is begun: the database must not wait for a slow broker without end. */
const TURN_MS = 10_000;

/**
 * Tells a broker of changes. Those with the same ref go one after the other, the others side by side.
 */
export class Teller {
  constructor(
    private readonly sender: EventSender,
    private readonly render: Render,
    private readonly metrics: OutboxMetrics,
    private readonly logger: LoggerService,
    private readonly turnMs = TURN_MS,
  ) {}

  /** What became of each. Not looked at: a change after one of the same ref that is not done, and what was too late. */
  async tell(changes: Change[]): Promise<Map<string, Fate>> {
    const fates = new Map<string, Fate>();
    const end = Date.now() + this.turnMs;
    const inOrder = Map.groupBy(changes, change => change.ref);
    await Promise.all(
      [...inOrder.values()].map(async sameRef => {
        for (const change of sameRef) {
          const fate = await this.tellOne(change);
          fates.set(change.id, fate);
          if (fate.kind !== 'done' || Date.now() > end) {
            return;
          }
        }
      }),
    );
    return fates;
  }

  private async tellOne(change: Change): Promise<Fate> {
    let event: OutgoingEvent | undefined;
    try {
      event = await this.render(change);
    } catch (error) {
      const reason = `The change ${change.id} (${change.source} ${change.op}, ${change.ref}): ${error}`;
      return { kind: error instanceof Unreadable ? 'refused' : 'waiting', reason };
    }
    if (!event) {
      return { kind: 'done' };
    }
    const outcome = await this.sender.send(event);
    if (outcome.kind === 'accepted') {
      this.metrics.countSent();
      return { kind: 'done' };
    }
    if (outcome.kind === 'refused') {
      this.metrics.countRefused();
      this.logger.warn(`The broker refused the event ${event.id} for ${event.address}: ${outcome.reason}`);
    }
    return outcome;
  }
}
