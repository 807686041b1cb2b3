import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Outbox } from '../outbox/Outbox';
import { OUTBOX } from '../outbox/OutboxTables';
import type { Change } from './Change';
import type { Backlog, ChangeFeed, Drained, Lost, Tell } from './ChangeFeed';
import { Backfill } from './Backfill';
import type { Dialect } from './Dialect';
import { Limits } from './Limits';
import { unknownSchema } from './schemaCheck';
import type { Bodies, WatchedTables } from './WatchedTables';

const INSTALL_ATTEMPTS = 5;
const INSTALL_PAUSE_MS = 3000;

/** What a feed must be told. */
export interface FeedSettings {
  /** After so many refusals a change is set aside. */
  refusals: number;
  /** So many changes wait at most. */
  maxRows: number;
  /** So long a change waits at most, in milliseconds. */
  maxAgeMs: number;
  /** Whether to tell of what existed before this module, once. */
  backfill: boolean;
  /** Whether the tables must be left as they are (`skipMigrations` of Backstage's database). */
  skipMigrations: boolean;
}

/** The {@link ChangeFeed} of today: triggers write each change into an outbox, in the transaction that makes it. */
export class TriggerFeed implements ChangeFeed {
  private readonly outbox: Outbox;
  private readonly backfill: Backfill;
  private readonly limits: Limits;
  private installed = false;
  /** None where the tables are unknown: then they cannot be asked. */
  private bodies?: Bodies;

  constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
    private readonly watched: WatchedTables,
    private readonly settings: FeedSettings,
    private readonly logger: LoggerService,
  ) {
    this.outbox = new Outbox(settings.refusals, (change, reason) =>
      logger.error(
        `The broker refused the event ${change.id} (${change.source} ${change.op}, ${change.ref}) ${settings.refusals} times: ` +
          `set aside in stagedoor_set_aside, later events about it go on. ${reason}`,
      ),
    );
    this.backfill = new Backfill(knex, watched.existing);
    this.limits = new Limits(knex, dialect, this.outbox, settings, logger);
  }

  async beforeMigrations() {
    if (!this.settings.skipMigrations) {
      await this.completeChanges();
      await this.dialect.beforeMigrations();
    }
  }

  /** What waits must not need a column that a migration may take away. */
  private async completeChanges() {
    const { bodies } = this.watched;
    const isKnown = bodies && (await unknownSchema(this.knex, this.watched)).length === 0;
    if (isKnown && (await this.knex.schema.hasTable(OUTBOX))) {
      await this.outbox.complete(this.knex, bodies);
    }
  }

  async start() {
    const unknown = await unknownSchema(this.knex, this.watched);
    if (unknown.length > 0) {
      await this.dialect.removeTriggers();
      this.installed = await this.knex.schema.hasTable(OUTBOX);
      this.logger.error(
        `No events from here on: this version of Stagedoor's module does not know this version of the plugin's tables ` +
          `(${unknown.join('; ')}). Its triggers are removed, and nothing else was touched.`,
      );
      return;
    }
    this.bodies = this.watched.bodies;
    if (this.settings.skipMigrations && !(await this.dialect.isInstalled())) {
      this.logger.error(
        'No events from here on: skipMigrations is set, and the tables and triggers of this module are not there. ' +
          'Start once without it.',
      );
      return;
    }
    await this.install();
    this.installed = true;
  }

  async remove() {
    const waiting = await this.dialect.remove();
    if (waiting > 0) {
      this.logger.warn(`The outbox is removed, and with it ${waiting} changes that the broker did not have yet.`);
    }
  }

  onChange(wake: () => void) {
    this.dialect.onChange(wake);
  }

  /** Records a change that no trigger sees. */
  async append(change: Pick<Change, 'source' | 'op' | 'ref' | 'uid'>) {
    if (this.installed) {
      await this.knex(OUTBOX).insert(change);
    }
  }

  async drain(tell: Tell): Promise<Drained | undefined> {
    if (!this.installed) {
      return undefined;
    }
    await this.dialect.listen();
    if (await this.outbox.isEmpty(this.knex)) {
      const more = (await this.backfill.step()) > 0;
      return { done: 0, refused: 0, setAside: 0, waiting: 0, more };
    }
    return this.dialect.turn(async db => {
      const changes = await this.outbox.oldest(db, this.bodies);
      return this.outbox.settle(db, changes, await tell(changes));
    });
  }

  async upkeep(): Promise<Lost> {
    if (!this.installed) {
      return { expired: 0, skipped: 0 };
    }
    return { expired: await this.limits.expire(), skipped: await this.limits.move() };
  }

  async backlog(): Promise<Backlog> {
    return this.installed ? this.outbox.backlog(this.knex) : { rows: 0, oldestAge: 0, setAside: 0 };
  }

  async stop() {
    await this.dialect.close();
  }

  private async install() {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.dialect.listen();
        if (!(await this.dialect.isInstalled()) || this.settings.backfill) {
          await this.dialect.install(this.settings.maxRows, async db => {
            if (this.settings.backfill && (await this.backfill.begin(db))) {
              this.logger.info('What exists already is told, once, as created.');
            }
          });
        }
        return;
      } catch (error) {
        if (attempt === INSTALL_ATTEMPTS) {
          throw error;
        }
        this.logger.warn(`The triggers could not be installed, attempt ${attempt} of ${INSTALL_ATTEMPTS}: ${error}`);
        await new Promise(resolve => setTimeout(resolve, INSTALL_PAUSE_MS));
      }
    }
  }
}
