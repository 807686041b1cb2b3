import type { Knex } from 'knex';
import { DROP_TABLES, OUTBOX, SQLITE_TABLES, STATE } from '../outbox/OutboxTables';
import type { Dialect, Sequence } from './Dialect';
import { triggerName, type WatchedTables, type WatchedTrigger } from './WatchedTables';

const LAST_SEQ = `coalesce((SELECT seq FROM sqlite_sequence WHERE name = '${OUTBOX}'), 0)`;
const LIMIT = `(SELECT limit_seq FROM ${STATE})`;
const POLL_MS = 250;

/**
 * SQLite, for development: one process, one connection. So no transaction stays open while the broker is asked, and
 * nobody else drains.
 *
 * A migration may make a table anew, which fails where a trigger of another table reads it, and takes the table's own
 * triggers away. So they go before the migrations and come back after them.
 */
export class SqliteDialect implements Dialect {
  private poll?: NodeJS.Timeout;

  constructor(
    private readonly knex: Knex,
    private readonly watched: WatchedTables,
  ) {}

  async beforeMigrations() {
    await this.removeTriggers();
  }

  async isInstalled() {
    if (!(await this.knex.schema.hasTable(OUTBOX))) {
      return false;
    }
    const triggers = (await this.triggers()).map(trigger => trigger.name);
    return this.watched.triggers.every(trigger => triggers.includes(triggerName(trigger)));
  }

  async install(limit: number, withTables: (db: Knex) => Promise<void>) {
    await this.knex.transaction(async trx => {
      for (const table of SQLITE_TABLES) {
        await trx.raw(table);
      }
      await trx(STATE).insert({ one: true, limit_seq: limit }).onConflict('one').ignore();
      for (const trigger of this.watched.triggers) {
        await trx.raw(`DROP TRIGGER IF EXISTS ${triggerName(trigger)}`);
        await trx.raw(createTrigger(trigger));
      }
      await withTables(trx);
    });
  }

  async removeTriggers() {
    for (const { name } of await this.triggers()) {
      await this.knex.raw(`DROP TRIGGER ${name}`);
    }
  }

  async remove() {
    await this.removeTriggers();
    const waiting = (await this.knex.schema.hasTable(OUTBOX)) ? await this.knex(OUTBOX).count({ rows: '*' }) : [];
    for (const statement of DROP_TABLES) {
      await this.knex.raw(statement);
    }
    return Number(waiting[0]?.rows ?? 0);
  }

  async turn<T>(work: (db: Knex) => Promise<T>) {
    return work(this.knex);
  }

  onChange(wake: () => void) {
    this.poll = setInterval(wake, POLL_MS);
    this.poll.unref();
  }

  /** Nothing: it is asked again and again. */
  async listen() {}

  async sequence(): Promise<Sequence> {
    const [state] = await this.knex(STATE).select('limit_seq', 'skipped');
    const [{ last }] = await this.knex.select(this.knex.raw(`${LAST_SEQ} AS last`));
    return { last: Number(last), limit: Number(state.limit_seq), skipped: Number(state.skipped) };
  }

  async setLimit(limit: number) {
    await this.knex(STATE).update({ limit_seq: limit });
  }

  async close() {
    clearInterval(this.poll);
  }

  private async triggers(): Promise<{ name: string }[]> {
    return this.knex('sqlite_master').select('name').where('type', 'trigger').where('name', 'like', 'stagedoor_%');
  }
}

function createTrigger(trigger: WatchedTrigger) {
  const when = trigger.unless ? `${trigger.when} AND NOT (${trigger.unless})` : trigger.when;
  return `CREATE TRIGGER ${triggerName(trigger)} AFTER ${trigger.on} ON ${trigger.table} FOR EACH ROW WHEN ${when}
BEGIN
  UPDATE ${STATE} SET skipped = skipped + 1 WHERE limit_seq <= ${LAST_SEQ};
  INSERT INTO ${OUTBOX} (source, op, ref, uid, before, after)
    SELECT ${trigger.change.join(', ')} WHERE ${LAST_SEQ} < ${LIMIT};
END`;
}
