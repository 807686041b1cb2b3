import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Knex } from 'knex';
import type { Fate } from '../src/feed/Change';
import { CatalogOutbox } from './support/CatalogOutbox';
import { CatalogRows, catalogs, entityJson } from './support/catalogRows';
import { violations } from './support/contract';
import { engines, TestDatabase } from './support/databases';
import { FakeBroker, type Arrived } from './support/FakeBroker';
import { until } from './support/until';

for (const engine of engines) {
  for (const [version, folder] of Object.entries(catalogs)) {
    if (engine === 'postgres-schema' && version !== '4.0.5') {
      continue;
    }
    describe(`The catalog's outbox on ${engine}, catalog ${version}`, () => {
      let broker: FakeBroker;
      let database: TestDatabase;
      let knex: Knex;
      let rows: CatalogRows;
      const outboxes: CatalogOutbox[] = [];

      beforeEach(async () => {
        broker = await new FakeBroker().start();
        database = await TestDatabase.create(engine, folder);
        knex = database.client();
        rows = new CatalogRows(knex);
      });

      afterEach(async () => {
        assert.deepEqual(violations(broker.arrived), []);
        await Promise.all(outboxes.splice(0).map(outbox => outbox.stop()));
        await broker.stop();
        await database.destroy();
      });

      async function start(settings = {}, events = {}) {
        const outbox = await CatalogOutbox.create(knex, settings);
        outboxes.push(outbox);
        await outbox.feed.start();
        return outbox.drainTo(broker.url, events);
      }

      const arrive = (count: number) => until(`${count} events`, () => broker.arrived.length >= count);
      const seen = () => broker.arrived.map(({ body }) => `${body.eventPayload.action} ${body.metadata.correlationId}`);
      const waiting = async () => Number((await knex('stagedoor_outbox').count({ n: '*' }))[0].n);

      it('a created, updated and deleted entity gives one event each, in this order', async () => {
        await start();
        const id = await rows.create('Ledger');
        await rows.update(id, entityJson('Ledger', { spec: { type: 'website' } }));
        await rows.delete(id);
        await arrive(3);
        assert.deepEqual(seen(), ['created', 'updated', 'deleted'].map(action => `${action} component:default/ledger`));
        for (const { body, id: messageId, address } of broker.arrived) {
          assert.equal(address, 'backstage/catalog/entity');
          assert.equal(body.metadata.eventId, messageId);
          assert.deepEqual(body.eventPayload.entity, {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'Ledger', namespace: 'default', uid: id },
          });
        }
        await until('the outbox is empty', async () => (await waiting()) === 0);
      });

      it('each event of an entity that changes while the broker is away has what was then', async () => {
        await broker.stop();
        await start({}, { entity: 'full' });
        const versions = [1, 2, 3].map(n => entityJson('Ledger', { spec: { n } }));
        const id = await rows.create('Ledger', versions[0]);
        await rows.update(id, versions[1]);
        await rows.update(id, versions[2]);
        await rows.delete(id);
        await rows.create('Billing', versions[1]);
        broker = await broker.restart();
        await arrive(5);
        const ledger = broker.arrived.filter(({ body }) => body.metadata.correlationId.endsWith('/ledger'));
        assert.deepEqual(ledger.map(({ body }) => [body.eventPayload.action, body.eventPayload.entity.spec.n]), [
          ['created', 1],
          ['updated', 2],
          ['updated', 3],
          ['deleted', 3],
        ]);
      });

      it('an event that is sent again after it was set aside changes none that waits', async () => {
        const outbox = await CatalogOutbox.create(knex, { refusals: 1 });
        outboxes.push(outbox);
        await outbox.feed.start();
        const spec = (json: string | null) => json && JSON.parse(json).spec.n;
        const id = await rows.create('Ledger', entityJson('Ledger', { spec: { n: 1 } }));
        await rows.update(id, entityJson('Ledger', { spec: { n: 2 } }));
        await outbox.feed.drain(async ([created, updated]) => {
          const reason = 'as the test wants it';
          return new Map<string, Fate>([[created.id, { kind: 'done' }], [updated.id, { kind: 'refused', reason }]]);
        });
        await rows.update(id, entityJson('Ledger', { spec: { n: 3 } }));
        const columns = 'id, source, op, ref, uid, before, after, backfill, at';
        await knex.raw(`INSERT INTO stagedoor_outbox (${columns}) SELECT ${columns} FROM stagedoor_set_aside`);
        const told: unknown[] = [];
        await outbox.feed.drain(async changes => {
          told.push(...changes.map(({ op, before, after }) => [op, spec(before), spec(after)]));
          return new Map();
        });
        assert.deepEqual(told, [
          ['updated', 2, 3],
          ['updated', 1, 2],
        ]);
      });

      it('many entities that one statement writes or deletes give one event each', async () => {
        await start({ maxRows: 10_000 });
        const ids = await Promise.all(Array.from({ length: 120 }, (_, n) => rows.create(`e${n}`, null)));
        const stitched = knex('final_entities').whereIn('entity_id', ids);
        await stitched.clone().update({ final_entity: entityJson('many') });
        await knex.schema.createTable('copies', table => ['entity_id', 'entity_ref', 'hash', 'final_entity'].map(name => table.text(name)));
        await knex('copies').insert(stitched.clone().select('entity_id', 'entity_ref', 'hash', 'final_entity'));
        await stitched.clone().delete();
        const more = (await knex('final_entities').columnInfo()).stitch_ticket ? [knex.raw("'' AS stitch_ticket")] : [];
        const columns = ['entity_id', 'entity_ref', 'hash', 'final_entity', ...(more.length > 0 ? ['stitch_ticket'] : [])];
        await knex(knex.raw(`final_entities (${columns})`)).insert(
          knex('copies').select('entity_id', 'entity_ref', 'hash', 'final_entity', ...more),
        );
        await knex('refresh_state').whereIn('entity_id', ids).delete();
        await arrive(480);
        await rows.create('sentinel');
        await arrive(481);
        assert.equal(broker.arrived.length, 481);
        const perEntity = Map.groupBy(broker.arrived.slice(0, 480), ({ body }: Arrived) => body.metadata.correlationId);
        assert.equal(perEntity.size, 120);
        for (const sameEntity of perEntity.values()) {
          assert.deepEqual(sameEntity.map(({ body }) => body.eventPayload.action), ['created', 'deleted', 'created', 'deleted']);
        }
      });

      it('an entity that is emptied is deleted, and created when it comes back', async () => {
        await start();
        const id = await rows.create('empty');
        await knex('final_entities').where({ entity_id: id }).update({ final_entity: null });
        await rows.update(id, entityJson('empty'));
        await arrive(3);
        assert.deepEqual(broker.actions, ['created', 'deleted', 'created']);
      });

      it('an entity of which nothing tells what it was is set aside, loudly, and the others flow', async () => {
        await broker.stop();
        const outbox = await start({ refusals: 1 });
        const id = await rows.create('gone');
        await rows.delete(id);
        await knex('stagedoor_outbox').where({ op: 'deleted' }).delete();
        await rows.create('there');
        broker = await broker.restart();
        await arrive(1);
        assert.deepEqual(seen(), ['created component:default/there']);
        await until('it is set aside', async () => (await outbox.feed.backlog()).setAside === 1);
        assert.ok(outbox.logger.lines.some(line => /^error .*component:default\/gone.*nothing recorded what it was/.test(line)));
      });

      it('an entity that is stitched later is created then, and not before', async () => {
        await start();
        const id = await rows.create('late', null);
        await rows.create('sentinel');
        await arrive(1);
        await rows.update(id, entityJson('late'));
        await arrive(2);
        assert.deepEqual(seen(), ['created component:default/sentinel', 'created component:default/late']);
      });

      it('relations, status, etag and the orphan annotation alone are no update', async () => {
        await start();
        const id = await rows.create('noise');
        await rows.update(id, entityJson('noise', { relations: [{ type: 'ownedBy', targetRef: 'group:default/a' }] }));
        await rows.update(id, entityJson('noise', { metadata: { annotations: { 'backstage.io/orphan': 'true' } } }));
        await rows.update(id, entityJson('noise', { metadata: { description: 'said' } }));
        await rows.create('sentinel');
        await arrive(3);
        assert.deepEqual(seen().sort(), [
          'created component:default/noise',
          'created component:default/sentinel',
          'updated component:default/noise',
        ]);
      });

      it('with relations: true a change of relations is an update', async () => {
        await start({}, { relations: true });
        const id = await rows.create('noise');
        await rows.update(id, entityJson('noise', { relations: [{ type: 'ownedBy', targetRef: 'group:default/a' }] }));
        await arrive(2);
        assert.deepEqual(broker.actions, ['created', 'updated']);
      });

      it('a write that changes nothing, and one that is rolled back, give no event', async () => {
        await start();
        const id = await rows.create('same');
        await knex('final_entities').where({ entity_id: id }).update({ hash: 'another' });
        await knex
          .transaction(async trx => {
            await trx('final_entities').where({ entity_id: id }).update({ final_entity: entityJson('undone') });
            throw new Error('rolled back');
          })
          .catch(error => assert.match(String(error), /rolled back/));
        await rows.create('sentinel');
        await arrive(2);
        assert.deepEqual(broker.actions, ['created', 'created']);
      });

      it('with entity: full the event has all of the entity', async () => {
        await start({}, { entity: 'full' });
        const json = entityJson('whole', { relations: [], metadata: { title: 'The whole, é' } });
        await rows.create('whole', json);
        await arrive(1);
        assert.deepEqual(broker.arrived[0].body.eventPayload.entity, JSON.parse(json));
      });

      it('with entity: full an entity above the limit is sent by its identity', async () => {
        await start({}, { entity: 'full' });
        await rows.create('huge', entityJson('huge', { metadata: { description: 'x'.repeat(300_000) } }));
        await arrive(1);
        assert.deepEqual(Object.keys(broker.arrived[0].body.eventPayload.entity.metadata), ['name', 'namespace', 'uid']);
      });

      it('locations are added, updated and removed; the bootstrap location is none', async () => {
        await start();
        const id = await rows.addLocation('https://example.com/a.yaml');
        await knex('locations').where({ id }).update({ target: 'https://example.com/b.yaml' });
        await knex('locations').where({ id }).delete();
        await rows.addLocation('bootstrap', 'bootstrap').catch(() => 'it is there already');
        await rows.create('sentinel');
        await arrive(4);
        const events = broker.arrived.filter(({ address }) => address === 'backstage/catalog/location');
        assert.deepEqual(
          events.map(({ body }) => body.eventPayload),
          [
            { action: 'added', location: { type: 'url', target: 'https://example.com/a.yaml' } },
            { action: 'updated', location: { type: 'url', target: 'https://example.com/b.yaml' } },
            { action: 'removed', location: { type: 'url', target: 'https://example.com/b.yaml' } },
          ],
        );
        assert.match(events[0].body.metadata.correlationId, /^location:default\/generated-[0-9a-f]{40}$/);
      });

      it('what no JSON parser of PostgreSQL takes arrives', async () => {
        await start();
        await rows.create('odd', entityJson('odd', { metadata: { title: 'x' } }).replace('"x"', '"\\u0000 \\ud800"'));
        await arrive(1);
        assert.deepEqual(broker.actions, ['created']);
      });

      it('a broker that comes late gets everything, in order, and nothing is repeated', async () => {
        await broker.stop();
        await start();
        const ids = await Promise.all(Array.from({ length: 150 }, (_, n) => rows.create(`e${n}`)));
        for (const id of ids) {
          await rows.update(id, entityJson('other'));
        }
        assert.equal(await waiting(), 300);
        broker = await broker.restart();
        await arrive(300);
        assert.equal(new Set(broker.arrived.map(({ id }) => id)).size, 300);
        for (const sameEntity of Map.groupBy(broker.arrived, ({ body }: Arrived) => body.metadata.correlationId).values()) {
          assert.deepEqual(sameEntity.map(({ body }) => body.eventPayload.action), ['created', 'updated']);
        }
      });

      it('a refused event holds back the later ones of its entity, not those of others, and is set aside', async () => {
        const outbox = await start({ refusals: 3 });
        broker.answer = ({ body }) =>
          body.metadata.correlationId.endsWith('/bad') && body.eventPayload.action === 'created'
            ? { reject: 'amqp:not-allowed' }
            : 'accept';
        const id = await rows.create('bad');
        await rows.update(id, entityJson('better'));
        await rows.create('good');
        await arrive(1);
        assert.deepEqual(seen(), ['created component:default/good']);
        await arrive(2);
        assert.deepEqual(seen()[1], 'updated component:default/bad');
        const [aside] = await knex('stagedoor_set_aside').select('op', 'attempts', 'reason');
        assert.deepEqual(aside, { op: 'created', attempts: 3, reason: 'amqp:not-allowed: as the test wants it' });
        assert.ok(outbox.logger.lines.some(line => /^error .*3 times: set aside/.test(line)), outbox.logger.lines.join('\n'));
      });

      it('the row of an entity that is no JSON is set aside, and the others go on', async () => {
        await start({ refusals: 1 });
        await rows.create('broken', '{"kind":');
        await rows.create('good');
        await arrive(1);
        assert.deepEqual(seen(), ['created component:default/good']);
        await until('one is set aside', async () => (await knex('stagedoor_set_aside').select('reason'))[0]);
        assert.match((await knex('stagedoor_set_aside').select('reason'))[0].reason, /no JSON/);
      });

      it('an address where we may not send does not hold up the other one', async () => {
        broker.forbidden.add('backstage/catalog/location');
        const outbox = await start();
        await Promise.all(Array.from({ length: 120 }, (_, n) => rows.addLocation(`https://example.com/${n}`)));
        await rows.create('good');
        await arrive(1);
        assert.deepEqual(seen(), ['created component:default/good']);
        await until('the locations alone wait', async () => (await waiting()) === 120);
        assert.ok(outbox.logger.lines.some(line => /nothing is lost.*unauthorized-access/.test(line)));
      });

      it('a full outbox records no more, says so, and records again when there is room', async () => {
        await broker.stop();
        const outbox = await CatalogOutbox.create(knex, { maxRows: 10 });
        outboxes.push(outbox);
        await outbox.feed.start();
        for (let n = 0; n < 15; n++) {
          await rows.create(`e${n}`);
        }
        assert.equal(await waiting(), 10);
        await outbox.feed.upkeep();
        assert.ok(outbox.logger.lines.some(line => /^error 10 changes wait, the limit.*Not recorded so far: 5/.test(line)));
        await rows.create('skipped');
        assert.deepEqual(await outbox.feed.upkeep(), { expired: 0, skipped: 1 });
        broker = await broker.restart();
        outbox.drainTo(broker.url);
        await arrive(10);
        await until('empty', async () => (await waiting()) === 0);
        assert.deepEqual(await outbox.feed.upkeep(), { expired: 0, skipped: 0 });
        await rows.create('again');
        await arrive(11);
      });

      it('what waited too long is deleted, loudly', async () => {
        await broker.stop();
        const outbox = await CatalogOutbox.create(knex, { maxAgeMs: 1000 });
        outboxes.push(outbox);
        await outbox.feed.start();
        await rows.create('old');
        await new Promise(resolve => setTimeout(resolve, 1100));
        await rows.create('new');
        assert.deepEqual(await outbox.feed.upkeep(), { expired: 1, skipped: 0 });
        assert.ok(outbox.logger.lines.some(line => /^error 1 changes waited longer/.test(line)));
        assert.equal((await outbox.feed.backlog()).rows, 1);
      });

      it('is silent about what exists; with backfill: true it tells of it, once, marked', async () => {
        await rows.create('first');
        const gone = await rows.create('gone');
        await rows.addLocation('https://example.com/a.yaml');
        await start();
        await rows.create('sentinel');
        await arrive(1);
        assert.deepEqual(seen(), ['created component:default/sentinel']);
        await outboxes.pop()!.stop();

        const outbox = await CatalogOutbox.create(knex, { backfill: true });
        outboxes.push(outbox);
        await outbox.feed.start();
        await rows.delete(gone);
        outbox.drainTo(broker.url);
        await arrive(5);
        await outboxes.pop()!.stop();
        const told = broker.arrived.slice(1).map(({ body }) => `${body.eventPayload.action} ${body.metadata.backfill}`);
        assert.deepEqual(told.sort(), ['added true', 'created true', 'created true', 'deleted undefined']);

        await start({ backfill: true });
        await rows.create('sentinel2');
        await arrive(6);
        assert.equal(seen()[5], 'created component:default/sentinel2');
      });

      it('a backfill of many is told in small steps, each once', async () => {
        await Promise.all(Array.from({ length: 120 }, (_, n) => rows.create(`e${n}`)));
        await start({ backfill: true, maxRows: 100_000 });
        await arrive(120);
        await rows.create('sentinel');
        await arrive(121);
        assert.equal(new Set(seen()).size, 121);
        assert.equal(broker.arrived.length, 121);
      });

      it('starting again changes nothing and loses nothing', async () => {
        await start();
        await rows.create('one');
        await arrive(1);
        await outboxes.pop()!.stop();
        await rows.create('between');
        await start();
        await rows.create('two');
        await arrive(3);
        assert.deepEqual(broker.actions, ['created', 'created', 'created']);
      });

      it('enabled: false leaves nothing of ours in the database', async () => {
        const names = async () =>
          engine === 'sqlite'
            ? (await knex('sqlite_master').select('name').where('name', 'like', '%stagedoor%')).length
            : (
                await knex.raw(`SELECT relname FROM pg_class WHERE relname LIKE '%stagedoor%'
                  UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE '%stagedoor%'
                  UNION ALL SELECT tgname FROM pg_trigger WHERE tgname LIKE '%stagedoor%'`)
              ).rows.length;
        assert.equal(await names(), 0);
        const outbox = await CatalogOutbox.create(knex);
        outboxes.push(outbox);
        await outbox.feed.start();
        await rows.create('waits');
        assert.ok((await names()) > 5);
        await outbox.feed.remove();
        assert.equal(await names(), 0);
        assert.ok(outbox.logger.lines.some(line => /^warn .* 1 changes that the broker did not have/.test(line)));
        await rows.create('unseen');
        await outbox.feed.remove();
      });

      it('tables that it does not know are left alone, and their writes work', async () => {
        await (await start()).stop();
        outboxes.pop();
        await knex.schema.alterTable('final_entities', table => void table.renameColumn('final_entity', 'stitched'));
        const id = (await rows.create('x', null).catch(() => undefined)) as string | undefined;
        const outbox = await start();
        assert.ok(outbox.logger.lines.some(line => /^error No events.*final_entities has no column final_entity/.test(line)));
        await knex('final_entities').where('entity_id', id ?? '').update({ stitched: '{}' });
        assert.equal(broker.arrived.length, 0);
      });

      it('with skipMigrations it installs nothing and says what to do', async () => {
        const outbox = await CatalogOutbox.create(knex, { skipMigrations: true });
        outboxes.push(outbox);
        await outbox.feed.start();
        assert.ok(outbox.logger.lines.some(line => /^error .*skipMigrations/.test(line)));
        assert.equal(await knex.schema.hasTable('stagedoor_outbox'), false);
        assert.equal(await outbox.feed.drain(async () => new Map()), undefined);
      });
    });
  }
}
