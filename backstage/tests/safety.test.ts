import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Knex } from 'knex';
import { catalogTables } from '../src/feed/catalogTables';
import { createFeed, isSupported } from '../src/feed/createFeed';
import { scaffolderTables } from '../src/feed/scaffolderTables';
import { CatalogOutbox, standard } from './support/CatalogOutbox';
import { CatalogRows, catalogs, entityJson, migrate, scaffolder } from './support/catalogRows';
import { hasPostgres, TestDatabase } from './support/databases';
import { FakeBroker } from './support/FakeBroker';
import { recordingLogger } from './support/log';
import { until } from './support/until';

const postgres = { skip: !hasPostgres };

/** What tells one version of an entity from another. */
function specOf(json: string | null) {
  const spec = json === null ? undefined : JSON.parse(json).spec;
  return spec?.n ?? spec?.type ?? 'none';
}

describe('In a database that is Backstage\'s', postgres, () => {
  let database: TestDatabase;
  let knex: Knex;
  let rows: CatalogRows;
  const outboxes: CatalogOutbox[] = [];

  async function started(settings = {}) {
    const outbox = await CatalogOutbox.create(database.client(), settings);
    outboxes.push(outbox);
    await outbox.feed.start();
    return outbox;
  }

  beforeEach(async () => {
    database = await TestDatabase.create('postgres', catalogs['4.0.5']);
    knex = database.client();
    rows = new CatalogRows(knex);
  });

  afterEach(async () => {
    await Promise.all(outboxes.splice(0).map(outbox => outbox.stop()));
    await database.destroy();
  });

  it('columns can change their type and go, and writes work while the triggers do not know it yet', async () => {
    await started();
    // This one is Backstage's own, and names the column.
    await knex.raw('DROP TRIGGER final_entities_assign_generation_at_commit ON final_entities');
    await knex.raw('ALTER TABLE final_entities ALTER COLUMN final_entity TYPE varchar');
    await rows.create('one');
    await knex.raw('ALTER TABLE final_entities DROP COLUMN final_entity');
    await knex('final_entities').update({ hash: 'written' });
    assert.equal((await knex('final_entities').select('hash'))[0].hash, 'written');
    assert.equal(Number((await knex('stagedoor_outbox').count({ n: '*' }))[0].n), 1);
  });

  it('a write works where somebody dropped our tables', async () => {
    await started();
    await knex.raw('DROP TABLE stagedoor_outbox, stagedoor_state');
    const id = await rows.create('one');
    await rows.update(id, entityJson('two'));
    await rows.delete(id);
  });

  it('a table that somebody holds is not waited for long, and the triggers come when it is free', async () => {
    const other = database.client();
    const holding = await other.transaction();
    await holding.raw('LOCK TABLE final_entities IN ROW EXCLUSIVE MODE');
    const begun = Date.now();
    const outbox = started();
    await setTimeout(6500);
    await holding.rollback();
    const { logger } = await outbox;
    assert.ok(logger.lines.some(line => /^warn .*attempt 1 of 5: .*lock timeout/.test(line)), logger.lines.join('\n'));
    assert.ok(Date.now() - begun < 15_000);
    await rows.create('seen');
    assert.equal((await outboxes[0].feed.backlog()).rows, 1);
  });

  it('replicas that start at once install once', async () => {
    await Promise.all([started(), started(), started()]);
    await rows.create('one');
    assert.equal((await outboxes[0].feed.backlog()).rows, 1);
  });

  it('a start with the triggers in place takes no lock on the tables', async () => {
    await started();
    const holding = await database.client().transaction();
    await holding.raw('LOCK TABLE final_entities IN ACCESS EXCLUSIVE MODE');
    await started();
    await holding.rollback();
  });

  it('a change is told at once, also after the connection that listens was cut', async () => {
    const { feed } = await started();
    const told = { times: 0 };
    feed.onChange(() => void told.times++);
    for (const name of ['first', 'second']) {
      const done = { kind: 'done' } as const;
      await until('it drains', () =>
        feed.drain(async changes => new Map(changes.map(({ id }) => [id, done]))).then(Boolean, () => false),
      );
      const before = told.times;
      await rows.create(name);
      await until('it is told', () => told.times > before);
      await knex.raw(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
    }
  });

  it('triggers of an earlier version are replaced at the start, and what they recorded is told', async () => {
    await knex.raw(readFileSync('tests/support/earlier-triggers.sql', 'utf8'));
    const id = await rows.create('one');
    const { feed } = await started();
    await rows.update(id, entityJson('one', { spec: { n: 2 } }));
    await rows.delete(id);
    const told: string[] = [];
    await feed.drain(async changes => {
      told.push(...changes.map(({ op, before, after }) => `${op} ${specOf(before)} ${specOf(after)}`));
      return new Map();
    });
    assert.deepEqual(told, ['created none service', 'updated service 2', 'deleted 2 none']);
    const { rows: names } = await knex.raw(`SELECT tgname AS name FROM pg_trigger WHERE tgname LIKE 'stagedoor%'
      UNION SELECT proname FROM pg_proc WHERE proname LIKE 'stagedoor%' ORDER BY name`);
    const operations = ['delete', 'insert', 'update'];
    assert.deepEqual(
      names.map(({ name }: { name: string }) => name),
      ['final_entities', 'locations'].flatMap(table => operations.map(operation => `stagedoor_${table}_${operation}`)),
    );
  });

  it('a replica of an earlier version ends its turn, and has no other one beside this version', async () => {
    const turn = async (trx: Knex) =>
      (await trx.raw(`SELECT pg_try_advisory_xact_lock(hashtextextended('stagedoor_catalog', 1)) AS mine`)).rows[0].mine;
    const earlier = await database.client().transaction();
    assert.equal(await turn(earlier), true);
    const starting = started();
    try {
      await until('the start waits for it', async () => {
        const waits = `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
          WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`;
        return (await knex.raw(waits)).rows.length === 1;
      });
      assert.equal(await knex.schema.hasTable('stagedoor_outbox'), false);
    } finally {
      await earlier.commit();
    }
    const outbox = await starting;
    assert.equal(await turn(knex), false);
    await rows.create('one');
    assert.equal((await outbox.feed.drain(async ([change]) => new Map([[change.id, { kind: 'done' }]])))?.done, 1);
    await outbox.feed.stop();
    await until('this version is gone', () => turn(knex));
  });

  it('a trigger that somebody disabled is made anew at the start', async () => {
    await started();
    await knex.raw('ALTER TABLE final_entities DISABLE TRIGGER stagedoor_final_entities_insert');
    await started();
    await rows.create('one');
    assert.equal((await outboxes[0].feed.backlog()).rows, 1);
  });

  it('an open transaction that is never committed holds up nothing and tells nothing', async () => {
    const outbox = await started();
    const open = await database.client().transaction();
    await new CatalogRows(open as unknown as Knex).create('open');
    await rows.create('done');
    assert.equal((await outbox.feed.backlog()).rows, 1);
    await open.rollback();
  });
});

describe('The statements of the README', postgres, () => {
  const sql = [...readFileSync('README.md', 'utf8').matchAll(/```sql\n([^]*?)```/g)].map(([, statements]) => statements);
  const ours = `SELECT relname FROM pg_class WHERE relname LIKE '%stagedoor%' UNION ALL SELECT proname FROM pg_proc
    WHERE proname LIKE '%stagedoor%' UNION ALL SELECT tgname FROM pg_trigger WHERE tgname LIKE '%stagedoor%'`;
  const plugins = [
    { plugin: 'catalog', folder: catalogs['4.0.5'], watched: catalogTables, statements: sql[0] },
    { plugin: 'scaffolder', folder: scaffolder, watched: scaffolderTables, statements: sql[1] },
  ];

  for (const { plugin, folder, watched, statements } of plugins) {
    it(`remove everything of ours from the ${plugin}`, async () => {
      const database = await TestDatabase.create('postgres', folder);
      const knex = database.client();
      const feed = await createFeed(plugin, watched, standard, { getClient: async () => knex }, recordingLogger());
      await feed.start();
      assert.ok((await knex.raw(ours)).rows.length > 5);
      await knex.raw(statements);
      assert.deepEqual((await knex.raw(ours)).rows, []);
      await feed.stop();
      await database.destroy();
    });
  }

  it('send again what was set aside, and then all flows', async () => {
    const broker = await new FakeBroker().start();
    broker.answer = () => ({ reject: 'amqp:not-allowed' });
    const database = await TestDatabase.create('postgres', catalogs['4.0.5']);
    const knex = database.client();
    const outbox = await CatalogOutbox.create(knex, { refusals: 1 });
    await outbox.feed.start();
    outbox.drainTo(broker.url);
    await new CatalogRows(knex).create('one');
    await until('it is set aside', async () => (await outbox.feed.backlog()).setAside === 1);
    broker.answer = () => 'accept';
    await knex.raw(sql[2]);
    await until('it arrives', () => broker.arrived.length === 1);
    assert.equal((await outbox.feed.backlog()).setAside, 0);
    await outbox.stop();
    await broker.stop();
    await database.destroy();
  });
});

describe('An upgrade of Backstage', () => {
  for (const engine of ['sqlite', 'postgres'] as const) {
    it(`from catalog 3.0.0 to 4.0.5 with the triggers in place works on ${engine}`, { skip: engine !== 'sqlite' && !hasPostgres }, async () => {
      const database = await TestDatabase.create(engine, catalogs['3.0.0']);
      const knex = database.client();
      const before = await CatalogOutbox.create(knex);
      await before.feed.start();
      const rows = new CatalogRows(knex);
      const id = await rows.create('old');

      const after = await CatalogOutbox.create(knex);
      await after.feed.beforeMigrations();
      await migrate(knex, catalogs['4.0.5']);
      await after.feed.start();
      await rows.update(id, entityJson('new'));
      await rows.create('newer');
      await rows.delete(id);
      const changes = await knex('stagedoor_outbox').select('op', 'after').orderBy('seq');
      assert.deepEqual(changes.map(({ op }) => op), ['created', 'updated', 'created', 'deleted']);
      // A migration may take away the column in which the body of what waits stands.
      assert.equal(JSON.parse(changes[0].after).metadata.name, 'old');
      await before.stop();
      await after.stop();
      await database.destroy();
    });
  }

  it('SQLite\'s way to alter a table works for the scaffolder, too', async () => {
    const database = await TestDatabase.create('sqlite');
    const knex = database.client();
    await migrate(knex, scaffolder);
    const feed = await createFeed('scaffolder', scaffolderTables, standard, { getClient: async () => knex }, recordingLogger());
    await feed.start();
    await feed.beforeMigrations();
    await knex.schema.alterTable('task_events', table => void table.text('event_type').notNullable().alter());
    await knex.schema.alterTable('tasks', table => void table.text('status').notNullable().alter());
    await feed.start();
    await knex('tasks').insert({ id: 'a', spec: '{}', status: 'open' });
    assert.equal((await feed.backlog()).rows, 1);
    await feed.stop();
    await database.destroy();
  });
});

describe('MySQL', () => {
  const knex = { client: { config: { client: 'mysql2' } } } as unknown as Knex;

  it('is nothing that could be removed from', async () => {
    assert.equal(await isSupported({ getClient: async () => knex }), false);
  });

  it('is refused with the reason', async () => {
    await assert.rejects(
      createFeed('catalog', scaffolderTables, standard, { getClient: async () => knex }, recordingLogger()),
      /MySQL: a deletion by a foreign key fires no trigger/,
    );
  });
});
