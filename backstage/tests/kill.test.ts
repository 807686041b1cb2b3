import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Knex } from 'knex';
import { CatalogOutbox } from './support/CatalogOutbox';
import { CatalogRows, catalogs, entityJson } from './support/catalogRows';
import { violations } from './support/contract';
import { hasPostgres, TestDatabase } from './support/databases';
import { FakeBroker } from './support/FakeBroker';
import { Trace } from './support/Trace';
import { until } from './support/until';

describe('While processes die', { skip: !hasPostgres }, () => {
  let broker: FakeBroker;
  let database: TestDatabase;
  let knex: Knex;
  let trace: Trace;
  let writing: boolean;
  const replicas = new Set<ChildProcess>();

  beforeEach(async () => {
    broker = await new FakeBroker().start();
    // Answers that differ: whenever a process dies, some events are accepted and not yet deleted.
    broker.answer = () => setTimeout(Math.random() * 60, 'accept' as const);
    database = await TestDatabase.create('postgres', catalogs['4.0.5']);
    knex = database.client();
    trace = new Trace(knex);
    await trace.install();
    const installer = await CatalogOutbox.create(knex);
    await installer.feed.start();
    await installer.stop();
    writing = true;
  });

  afterEach(async () => {
    await Promise.all([...replicas].map(kill));
    await broker.stop();
    await database.destroy();
  });

  async function replica(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [join(__dirname, 'support', 'replica.js'), database.connection, broker.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    replicas.add(child);
    await once(child.stdout!, 'data');
    return child;
  }

  async function kill(child: ChildProcess) {
    replicas.delete(child);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Creates, changes and deletes entities, a change every few milliseconds, until it is told to stop. */
  async function write() {
    const rows = new CatalogRows(knex);
    const living: { id: string; name: string }[] = [];
    for (let n = 0; writing; n++) {
      const any = living[Math.floor(Math.random() * living.length)];
      if (living.length < 20 || n % 7 === 0) {
        const name = `e${n}`;
        living.push({ id: await rows.create(name), name });
      } else if (n % 11 === 0) {
        await rows.delete(any.id);
        living.splice(living.indexOf(any), 1);
      } else {
        await rows.update(any.id, entityJson(any.name, { spec: { n } }));
      }
      await setTimeout(4);
    }
  }

  async function settled(test: TestContext, written: Promise<void>) {
    writing = false;
    await written;
    await until('the outbox is empty', async () => (await knex('stagedoor_outbox').select('seq').limit(1)).length === 0, 90);
    const account = await trace.account(broker.arrived);
    test.diagnostic(JSON.stringify(account));
    assert.deepEqual(violations(broker.arrived), []);
    assert.equal(account.lost, 0);
    assert.equal(account.entitiesInAnotherOrder, 0);
    return account;
  }

  it('a replica that is killed again and again in its drain loses nothing and keeps the order', async test => {
    const written = write();
    for (let kills = 0; kills < 8; kills++) {
      const child = await replica();
      const before = broker.arrived.length;
      await until('it drains', () => broker.arrived.length > before, 60);
      await setTimeout(Math.random() * 400);
      await kill(child);
    }
    await replica();
    const { repeats } = await settled(test, written);
    assert.ok(repeats > 0, 'no kill came between the acceptance of an event and its deletion');
  });

  it('two replicas, of which one is killed, with a broker that dies and cut connections', async test => {
    const [first] = await Promise.all([replica(), replica()]);
    const written = write();
    await until('events flow', () => broker.arrived.length > 30, 60);
    await kill(first);
    const second = replica();
    await setTimeout(500);
    await broker.stop();
    await setTimeout(3000);
    broker = await broker.restart();
    await second;
    const before = broker.arrived.length;
    await until('events flow again', () => broker.arrived.length > before + 30, 60);
    for (let cuts = 0; cuts < 3; cuts++) {
      await knex.raw(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND (query LIKE 'LISTEN%' OR state = 'idle in transaction')`);
      await setTimeout(400);
    }
    await settled(test, written);
  });
});
