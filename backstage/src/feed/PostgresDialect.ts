import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { DROP_TABLES, OUTBOX, POSTGRES_TABLES, STATE } from '../outbox/OutboxTables';
import type { Dialect, Sequence } from './Dialect';
import { PostgresConnection } from './PostgresConnection';
import { createTrigger, DROP_EARLIER_FUNCTION, SEQUENCE } from './postgresTriggers';
import { triggerName, type WatchedTables } from './WatchedTables';

/** Longer than any answer of the broker is waited for. */
const LONGEST_TURN = '60s';

/** The lock of a turn; an earlier version has another one. */
const TURN = 2;

/**
 * PostgreSQL, with a database or a schema for the plugin.
 *
 * A turn is a transaction that holds an advisory lock, on a connection of its own beside the pool: the lock ends with
 * the process. It writes nothing before the broker has answered, so that it holds up no vacuum.
 */
export class PostgresDialect implements Dialect {
  private readonly connection: PostgresConnection;
  private readonly channel: string;
  private readonly statements: string[];
  private readonly digest: string;

  constructor(
    private readonly knex: Knex,
    private readonly watched: WatchedTables,
    plugin: string,
  ) {
    // One database may hold all plugins, each in a schema: the names of what is the database's carry the plugin.
    this.channel = `stagedoor_${plugin}`;
    this.connection = new PostgresConnection(knex, this.channel);
    this.statements = [
      ...POSTGRES_TABLES,
      ...watched.triggers.flatMap(trigger => createTrigger(trigger, this.channel)),
    ];
    this.digest = createHash('sha256').update(this.statements.join(';')).digest('hex');
  }

  /** Nothing: its triggers depend on no column, and a replica of the version before may still be writing. */
  async beforeMigrations() {}

  async isInstalled(db: Knex = this.knex) {
    if (!(await db.schema.hasTable(STATE))) {
      return false;
    }
    const [state] = await db(STATE).select('installed');
    const triggers = (await this.triggers(db)).filter(({ enabled }) => enabled).map(({ name }) => name);
    return (
      state?.installed === this.digest &&
      this.watched.triggers.every(trigger => triggers.includes(triggerName(trigger)))
    );
  }

  async install(limit: number, withTables: (db: Knex) => Promise<void>) {
    await this.change(async trx => {
      if (!(await this.isInstalled(trx))) {
        // Those of another version may have other names, and would record each change once more.
        await this.dropTriggers(trx);
        for (const statement of this.statements) {
          await trx.raw(statement);
        }
        await trx(STATE).insert({ one: true, limit_seq: limit }).onConflict('one').ignore();
        await trx(STATE).update({ installed: this.digest });
      }
      await withTables(trx);
    });
  }

  async removeTriggers() {
    if ((await this.triggers()).length === 0) {
      return;
    }
    await this.change(async trx => {
      await this.dropTriggers(trx);
      if (await trx.schema.hasTable(STATE)) {
        await trx(STATE).update({ installed: null });
      }
    });
  }

  async remove() {
    let waiting = 0;
    if ((await this.triggers()).length === 0 && !(await this.knex.schema.hasTable(STATE))) {
      return waiting;
    }
    await this.change(async trx => {
      await this.dropTriggers(trx);
      if (await trx.schema.hasTable(OUTBOX)) {
        waiting = Number((await trx(OUTBOX).count({ rows: '*' }))[0].rows);
      }
      for (const statement of DROP_TABLES) {
        await trx.raw(statement);
      }
    });
    return waiting;
  }

  async turn<T>(work: (db: Knex) => Promise<T>) {
    return this.connection.use(connection =>
      this.knex.transaction(
        async trx => {
          await trx.raw(`SET LOCAL idle_in_transaction_session_timeout = '${LONGEST_TURN}'`);
          const { rows } = await trx.raw('SELECT pg_try_advisory_xact_lock(hashtextextended(?, ?)) AS mine', [
            this.channel,
            TURN,
          ]);
          return rows[0].mine ? work(trx) : undefined;
        },
        { connection } as Knex.TransactionConfig,
      ),
    );
  }

  onChange(wake: () => void) {
    this.connection.onNotification(wake);
  }

  async listen() {
    await this.connection.use(async () => {});
  }

  async sequence(): Promise<Sequence> {
    const { rows } = await this.knex.raw(`SELECT limit_seq, skipped, last_value FROM ${STATE}, ${SEQUENCE}`);
    const [row] = rows;
    const last = Number(row.last_value);
    const limit = Number(row.limit_seq);
    // Beyond the limit a number was taken for each change that was not recorded.
    return { last, limit, skipped: Number(row.skipped) + Math.max(0, last - limit) };
  }

  async setLimit(limit: number) {
    await this.knex.raw(
      `UPDATE ${STATE} SET limit_seq = ?, skipped = skipped + greatest(0, (SELECT last_value FROM ${SEQUENCE}) - limit_seq)`,
      [limit],
    );
  }

  async close() {
    await this.connection.close();
  }

  /** A change of the schema: no replica beside another, and never waiting long for a lock that Backstage has. */
  private async change(work: (trx: Knex.Transaction) => Promise<void>) {
    await this.knex.transaction(async trx => {
      await trx.raw(`SET LOCAL lock_timeout = '5s'`);
      await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [this.channel]);
      await work(trx);
    });
  }

  private async dropTriggers(trx: Knex.Transaction) {
    for (const { name, table } of await this.triggers(trx)) {
      await trx.raw(`DROP TRIGGER ${name} ON ${table}`);
      await trx.raw(`DROP FUNCTION IF EXISTS ${name}()`);
    }
    await trx.raw(DROP_EARLIER_FUNCTION);
  }

  private async triggers(db: Knex = this.knex): Promise<{ name: string; table: string; enabled: boolean }[]> {
    const { rows } = await db.raw(
      `SELECT t.tgname AS name, c.relname AS table, t.tgenabled <> 'D' AS enabled
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE t.tgname LIKE 'stagedoor\\_%' AND c.relnamespace = current_schema()::regnamespace`,
    );
    return rows;
  }
}
