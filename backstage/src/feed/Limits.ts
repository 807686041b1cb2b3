import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Outbox } from '../outbox/Outbox';
import type { Dialect } from './Dialect';

/** How far the outbox goes, in age and in number: what is beyond is lost, loudly. */
export class Limits {
  private skipped?: number;

  constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
    private readonly outbox: Outbox,
    private readonly settings: { maxRows: number; maxAgeMs: number },
    private readonly logger: LoggerService,
  ) {}

  /** Deletes what waited too long, and tells how many changes that were. */
  async expire(): Promise<number> {
    const expired = await this.outbox.expire(this.knex, this.settings.maxAgeMs);
    if (expired > 0) {
      this.logger.error(`${expired} changes waited longer than stagedoor.outbox.limits.age and are deleted, untold.`);
    }
    return expired;
  }

  /** Lets the triggers record as many changes as there is room for, and tells how many they did not. */
  async move(): Promise<number> {
    const { last, limit, skipped } = await this.dialect.sequence();
    const { rows } = await this.outbox.backlog(this.knex);
    const room = Math.max(0, this.settings.maxRows - rows);
    const before = this.skipped ?? skipped;
    this.skipped = skipped;
    if (Math.abs(last + room - limit) > this.settings.maxRows / 100 || last >= limit) {
      await this.dialect.setLimit(last + room);
    }
    if (room === 0) {
      this.logger.error(
        `${rows} changes wait, the limit of stagedoor.outbox.limits.rows: no further change is recorded. ` +
          `Not recorded so far: ${skipped}.`,
      );
    } else if (skipped > before) {
      this.logger.error(`${skipped - before} changes were not recorded, because too many were waiting.`);
    }
    return skipped - before;
  }
}
