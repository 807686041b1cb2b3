import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Knex } from 'knex';
import { createFeed } from '../src/feed/createFeed';
import { scaffolderTables } from '../src/feed/scaffolderTables';
import type { TriggerFeed } from '../src/feed/TriggerFeed';
import { standard } from './support/CatalogOutbox';
import { scaffolder } from './support/catalogRows';
import { engines, TestDatabase } from './support/databases';
import { recordingLogger } from './support/log';

for (const engine of engines.filter(each => each !== 'postgres-schema')) {
  describe(`The scaffolder's outbox on ${engine}`, () => {
    let database: TestDatabase;
    let knex: Knex;
    let feed: TriggerFeed;
    let id: string;

    beforeEach(async () => {
      database = await TestDatabase.create(engine, scaffolder);
      knex = database.client();
      feed = await createFeed('scaffolder', scaffolderTables, standard, { getClient: async () => knex }, recordingLogger());
      await feed.start();
      id = randomUUID();
      await knex('tasks').insert({ id, spec: '{"parameters":{"a":"\\u0000"}}', status: 'open', secrets: '{"token":"hidden"}' });
    });

    afterEach(async () => {
      await feed.stop();
      await database.destroy();
    });

    const status = (text: string) => knex('tasks').where({ id }).update({ status: text, secrets: null });
    const happens = (event_type: string) => knex('task_events').insert({ task_id: id, event_type, body: '{}' });
    const recorded = async () => (await knex('stagedoor_outbox').select('op').orderBy('seq')).map(({ op }) => op);

    async function retry() {
      await status('open');
      await knex('task_events').where({ task_id: id }).whereIn('event_type', ['cancelled', 'completion']).delete();
      await happens('recovered');
    }

    it('a task that works is created, processing, completed, each once', async () => {
      await status('processing');
      await happens('log');
      await knex('tasks').where({ id }).update({ last_heartbeat_at: knex.fn.now() });
      await status('completed');
      await happens('completion');
      assert.deepEqual(await recorded(), ['created', 'processing', 'completed']);
    });

    it('a cancelled task is cancelled once, and its failure is not told', async () => {
      await status('processing');
      await happens('cancelled');
      await happens('cancelled');
      await status('failed');
      await happens('completion');
      assert.deepEqual(await recorded(), ['created', 'processing', 'cancelled']);
    });

    it('a status of cancelled is told where no cancellation was', async () => {
      await status('cancelled');
      assert.deepEqual(await recorded(), ['created', 'cancelled']);
    });

    it('a task that has ended cannot be cancelled', async () => {
      await status('processing');
      await status('completed');
      await happens('cancelled');
      assert.deepEqual(await recorded(), ['created', 'processing', 'completed']);
    });

    it('a retry and a recovery are not created, and what follows them is told', async () => {
      await status('processing');
      await happens('cancelled');
      await status('failed');
      await retry();
      await status('processing');
      await status('failed');
      await retry();
      await status('processing');
      await status('completed');
      assert.deepEqual(await recorded(), [
        'created',
        'processing',
        'cancelled',
        'processing',
        'failed',
        'processing',
        'completed',
      ]);
    });

    it('nothing but the id and the status of a task is recorded', async () => {
      await status('processing');
      for (const row of await knex('stagedoor_outbox').select('ref', 'uid', 'before', 'after')) {
        assert.deepEqual(row, { ref: id, uid: id, before: null, after: null });
      }
    });
  });
}
