import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventSender } from '../amqp/EventSender';
import type { Change, Fate } from '../feed/Change';
import type { ChangeFeed } from '../feed/ChangeFeed';
import { Backoff } from './Backoff';
import type { OutboxMetrics } from './OutboxMetrics';
import { Teller, type Render } from './Teller';

const POLL_MS = 1000;
const PACE_MS = 50;
const UPKEEP_MS = 10_000;
const STOP_MS = 5000;
const SILENCE_MS = 10 * 60_000;

/**
 * Takes changes from a feed to a broker, as long as the backend runs.
 *
 *   connect ─▶ drain ─▶ more at hand? ─ yes ─▶ drain
 *      ▲         │            └─ no ─▶ wait for a change, or a second; a drain begins at most every 50 ms
 *      │         └─ no broker, no answer, no room ─▶ back off ─┐
 *      └───────────────────────────────────────────────────────┘
 */
export class Drainer {
  private readonly backoff = new Backoff();
  private readonly teller: Teller;
  private running = false;
  private loop?: Promise<void>;
  private upkeep?: NodeJS.Timeout;
  /** Ends a pause: `wake` only one in which nothing was to be done, `halt` any. */
  private wake?: () => void;
  private halt?: () => void;
  private woken = false;
  private trouble = false;
  private silentUntil = 0;

  constructor(
    private readonly feed: ChangeFeed,
    private readonly sender: EventSender,
    render: Render,
    private readonly metrics: OutboxMetrics,
    private readonly logger: LoggerService,
  ) {
    this.teller = new Teller(sender, render, metrics, logger);
  }

  start() {
    this.running = true;
    this.feed.onChange(() => {
      this.woken = true;
      this.wake?.();
    });
    this.metrics.watch(() => this.feed.backlog());
    this.upkeep = setInterval(() => this.keepLimits(), UPKEEP_MS);
    this.upkeep.unref();
    this.loop = this.run();
  }

  /** Ends after the events on their way are answered, or after five seconds: then they are sent again, at the next start. */
  async stop() {
    this.running = false;
    clearInterval(this.upkeep);
    this.metrics.stop();
    this.halt?.();
    await Promise.race([this.loop, setTimeout(STOP_MS, undefined, { ref: false })]);
    await this.sender.close();
    await this.feed.stop();
  }

  private async run() {
    await this.keepLimits();
    while (this.running) {
      try {
        await this.sender.connect();
        this.woken = false;
        const began = Date.now();
        const drained = await this.feed.drain(changes => this.tell(changes));
        this.metrics.countSetAside(drained?.setAside ?? 0);
        if (drained?.waiting) {
          await this.pause(this.backoff.next());
        } else {
          if (drained?.done) {
            this.recovered();
          }
          if (!drained?.more) {
            await this.idle();
            // While entities change one after the other, a few of them cost the database as much as one.
            await this.pause(began + PACE_MS - Date.now());
          }
        }
      } catch (error) {
        this.failed(error instanceof Error ? error.message : String(error));
        await this.pause(this.backoff.next());
      }
    }
  }

  private async tell(changes: Change[]): Promise<Map<string, Fate>> {
    const fates = await this.teller.tell(changes);
    for (const fate of fates.values()) {
      if (fate.kind === 'waiting') {
        this.failed(fate.reason);
      } else if (fate.kind === 'postponed' && Date.now() > this.silentUntil) {
        this.silentUntil = Date.now() + SILENCE_MS;
        this.logger.warn(`Events wait in the outbox for one address, and nothing is lost: ${fate.reason}`);
      }
    }
    return fates;
  }

  private async keepLimits() {
    try {
      const { expired, skipped } = await this.feed.upkeep();
      this.metrics.countLost(expired, 'expired');
      this.metrics.countLost(skipped, 'skipped');
    } catch (error) {
      this.logger.warn(`The outbox could not be looked after, and will be in ${UPKEEP_MS / 1000} s: ${error}`);
    }
  }

  /** Once for each time of trouble: what is tried again every half minute must not fill a log. */
  private failed(reason: string) {
    if (this.running && !this.trouble) {
      this.trouble = true;
      this.logger.warn(`Events wait in the outbox, and nothing is lost: ${reason}`);
    }
  }

  private recovered() {
    this.backoff.reset();
    if (this.trouble) {
      this.trouble = false;
      this.logger.info('Events flow again.');
    }
  }

  private async pause(ms: number) {
    if (this.running && ms > 0) {
      const halted = new AbortController();
      this.halt = () => halted.abort();
      // An abort rejects, and means no more than that the pause is over.
      await setTimeout(ms, undefined, { signal: halted.signal }).catch(() => undefined);
    }
  }

  private async idle() {
    if (this.woken) {
      return;
    }
    const over = this.pause(POLL_MS);
    this.wake = this.halt;
    await over;
    this.wake = undefined;
  }
}
