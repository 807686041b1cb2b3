import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Backend, request, startBackend } from './support/backend';
import { catalogs } from './support/catalogRows';
import { violations } from './support/contract';
import { engines, TestDatabase } from './support/databases';
import { FakeBroker } from './support/FakeBroker';
import { until } from './support/until';

function component(name: string, spec: object = {}) {
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: guests
  ${Object.entries(spec).map(([key, value]) => `${key}: ${value}`).join('\n  ')}
---
`;
}

const scaffolderPlugins = () => [
  import('@backstage/plugin-scaffolder-backend'),
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
];

const template = (name: string, action: string, input = '{}') => `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: ${name}
spec:
  type: service
  owner: guests
  parameters:
    - properties:
        secretWord: { type: string }
  steps:
    - id: step
      action: ${action}
      input: ${input}
---
`;

for (const engine of engines) {
  for (const [version, catalog] of Object.entries(catalogs)) {
    if (engine === 'postgres-schema' && version !== '4.0.5') {
      continue;
    }
    const withScaffolder = version === '4.0.5' && engine !== 'postgres-schema';

    describe(`A real backend on ${engine}, catalog ${version}`, () => {
      let broker: FakeBroker;
      let folder: string;
      let databases: Record<string, TestDatabase>;
      let backend: Backend;

      beforeEach(async () => {
        broker = await new FakeBroker().start();
        folder = await mkdtemp(join(tmpdir(), 'stagedoor-catalog-'));
        databases = {};
        for (const plugin of ['catalog', 'scaffolder']) {
          databases[plugin] = await TestDatabase.create(engine);
        }
        await write(template('works', 'debug:log', '{ message: hello }') + template('fails', 'no:such') + template('waits', 'debug:wait', '{ minutes: 1 }'));
      });

      afterEach(async () => {
        await backend.stop();
        if (withScaffolder) {
          // The heartbeat of Backstage's tasks goes on for a second after its stop.
          await new Promise(resolve => setTimeout(resolve, 1500));
        }
        assert.deepEqual(violations(broker.arrived), []);
        await broker.stop();
        await Promise.all(Object.values(databases).map(database => database.destroy()));
        await rm(folder, { recursive: true });
      });

      const write = (content: string) => writeFile(join(folder, 'all.yaml'), content);
      const start = async (more: object = {}) => {
        backend = await startBackend(
          [import(join(catalog, 'dist', 'index.cjs.js')), ...(withScaffolder ? scaffolderPlugins() : [])],
          {
            backend: { workingDirectory: folder, baseUrl: 'http://localhost:7007', reading: { allow: [{ host: 'localhost' }] } },
            integrations: {},
            catalog: {
              rules: [{ allow: ['Component', 'Template', 'Location'] }],
              locations: [{ type: 'file', target: join(folder, 'all.yaml') }],
              processingInterval: { seconds: 1 },
            },
            stagedoor: { broker: { url: broker.url }, ...more },
          },
          plugin => (databases[plugin] ?? databases.catalog).client(),
        );
      };
      const seen = (ref: string) =>
        broker.arrived.filter(({ body }) => body.metadata.correlationId === ref).map(({ body }) => body.eventPayload.action);
      const shows = (ref: string, ...actions: string[]) =>
        until(`${actions} of ${ref}`, () => seen(ref).join() === actions.join(), 30);

      it('entities that come, change and go give one event each, and refreshes give none', async () => {
        await write(component('ledger') + component('billing'));
        await start();
        await shows('component:default/ledger', 'created');
        await shows('component:default/billing', 'created');

        await write(component('ledger', { system: 'money' }) + component('billing'));
        await shows('component:default/ledger', 'created', 'updated');

        await write(component('ledger', { system: 'money' }) + component('renamed'));
        await shows('component:default/renamed', 'created');
        // The clean-up of orphans is a task of the scheduler, which does not run here: it deletes in the same way.
        const [billing] = await request(`${backend.url}/api/catalog/entities?filter=metadata.name=billing`);
        await request(`${backend.url}/api/catalog/entities/by-uid/${billing.metadata.uid}`, { method: 'DELETE' });
        await shows('component:default/billing', 'created', 'deleted');

        // Some rounds of the engine in which nothing changes.
        await new Promise(resolve => setTimeout(resolve, 3000));
        assert.deepEqual(seen('component:default/ledger'), ['created', 'updated']);
        assert.deepEqual(seen('component:default/renamed'), ['created']);
      });

      it('a location that is registered and unregistered is added and removed', async () => {
        await start();
        const target = join(folder, 'more.yaml');
        await writeFile(target, component('extra'));
        const { location } = await request(`${backend.url}/api/catalog/locations`, {
          method: 'POST',
          body: { type: 'file', target },
        }).catch(async error => {
          // Newer catalogs register no files, and none is served here: the row is written as the catalog writes it.
          assert.match(String(error), /400|403|422/);
          const id = crypto.randomUUID();
          const knex = databases.catalog.client();
          const more = (await knex('locations').columnInfo()).location_entity_ref ? { location_entity_ref: 'location:default/x' } : {};
          await knex('locations').insert({ id, type: 'file', target, ...more });
          return { location: { id } };
        });
        await until('added', () => broker.arrived.some(({ address }) => address === 'backstage/catalog/location'));
        await request(`${backend.url}/api/catalog/locations/${location.id}`, { method: 'DELETE' });
        const events = () => broker.arrived.filter(({ address }) => address === 'backstage/catalog/location');
        await until('removed', () => events().length === 2);
        assert.deepEqual(events().map(({ body }) => body.eventPayload), [
          { action: 'added', location: { type: 'file', target } },
          { action: 'removed', location: { type: 'file', target } },
        ]);
      });

      it('a task gives its events, with template and user, and nothing secret', { skip: !withScaffolder }, async () => {
        await start();
        await shows('template:default/works', 'created');
        const run = async (name: string) => {
          const { id } = await request(`${backend.url}/api/scaffolder/v2/tasks`, {
            method: 'POST',
            body: { templateRef: `template:default/${name}`, values: { secretWord: 'xyzzy' }, secrets: { token: 'plugh' } },
          });
          return id as string;
        };
        const works = await run('works');
        await shows(works, 'created', 'processing', 'completed');
        const fails = await run('fails');
        await shows(fails, 'created', 'processing', 'failed');
        const waits = await run('waits');
        await shows(waits, 'created', 'processing');
        await request(`${backend.url}/api/scaffolder/v2/tasks/${waits}/cancel`, { method: 'POST', body: {} });
        await shows(waits, 'created', 'processing', 'cancelled');
        await until('the cancelled task failed', async () => {
          const [row] = await databases.scaffolder.client()('tasks').select('status').where({ id: waits });
          return row.status !== 'processing';
        });
        const sentinel = await run('works');
        await shows(sentinel, 'created', 'processing', 'completed');
        assert.deepEqual(seen(waits), ['created', 'processing', 'cancelled']);

        const [event] = broker.arrived.filter(({ body }) => body.eventPayload.taskId === works);
        assert.equal(event.address, 'backstage/scaffolder/task');
        assert.equal(event.body.eventPayload.templateRef, 'template:default/works');
        assert.match(event.body.eventPayload.createdBy, /^user:default\/mock$/);
        assert.doesNotMatch(broker.arrived.map(({ text }) => text).join(), /xyzzy|plugh/);
      });

      it('stagedoor.enabled: false removes all, and the backend starts', { skip: engine !== 'postgres' }, async () => {
        await write(component('ledger'));
        await start();
        await shows('component:default/ledger', 'created');
        await backend.stop();
        const knex = databases.catalog.client();
        assert.equal(await knex.schema.hasTable('stagedoor_outbox'), true);
        await start({ enabled: false });
        assert.equal(await knex.schema.hasTable('stagedoor_outbox'), false);
      });
    });
  }
}
