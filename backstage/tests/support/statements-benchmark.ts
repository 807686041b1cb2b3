import type { Knex } from 'knex';
import { CatalogOutbox } from './CatalogOutbox';
import { catalogs } from './catalogRows';
import { TestDatabase } from './databases';
import { component, postgresSeconds } from './ingestion';

const INTO_REFRESH_STATE = `INSERT INTO refresh_state
  (entity_id, entity_ref, unprocessed_entity, errors, next_update_at, last_discovery_at)
  SELECT id, ref, '{}', '[]', now(), now() FROM staged`;
const INTO_FINAL_ENTITIES = `INSERT INTO final_entities (entity_id, entity_ref, hash, final_entity)
  SELECT id, ref, 'a', body FROM staged`;

/**
 * One statement of SQL each that creates, updates and deletes all entities, without a Backstage around it and without the
 * rows of its search index, with the triggers and without them, in turns: `node statements-benchmark.js <entities>
 * <turns>`. Prints medians and ranges: of the clock, and of the seconds of CPU in PostgreSQL.
 */
async function main([entities = '10000', turns = '5']: string[]) {
  const times = new Map<string, number[]>();
  const measure = async (knex: Knex, what: string, statement: string) => {
    const [cpu, begun] = [await postgresSeconds(knex), performance.now()];
    await knex.raw(statement);
    const figures = { clock: (performance.now() - begun) / 1000, cpu: (await postgresSeconds(knex)) - cpu };
    for (const [name, seconds] of Object.entries(figures)) {
      times.set(`${what} ${name}`, [...(times.get(`${what} ${name}`) ?? []), seconds]);
    }
  };
  for (let turn = 0; turn < Number(turns); turn++) {
    for (const way of turn % 2 ? ['with', 'without'] : ['without', 'with']) {
      const database = await TestDatabase.create('postgres', catalogs['4.0.5']);
      const knex = database.client();
      const outbox = await CatalogOutbox.create(knex, { maxRows: 10_000_000 });
      if (way === 'with') {
        await outbox.feed.start();
      }
      await knex.raw('CREATE TABLE staged (id text, ref text, body text)');
      const staged = Array.from({ length: Number(entities) }, (_, n) => ({
        id: crypto.randomUUID(),
        ref: `component:default/e${n}`,
        body: JSON.stringify(component(`e${n}`, 1)),
      }));
      await knex.batchInsert('staged', staged, 1000);
      await knex.raw(INTO_REFRESH_STATE);
      await knex.raw('VACUUM ANALYZE');
      await measure(knex, `create ${way}`, INTO_FINAL_ENTITIES);
      await knex.raw('VACUUM ANALYZE');
      await measure(knex, `update ${way}`, `UPDATE final_entities SET final_entity = replace(final_entity, 'version 1', 'version 2')`);
      await knex.raw('VACUUM ANALYZE');
      await measure(knex, `delete ${way}`, 'DELETE FROM refresh_state');
      await outbox.stop();
      await database.destroy();
    }
  }
  for (const [what, each] of [...times].sort()) {
    const sorted = [...each].sort((a, b) => a - b);
    const [least, median, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map(n => sorted[n].toFixed(2));
    console.log(`${what}: median ${median} s (${least} to ${most})`);
  }
}

void main(process.argv.slice(2));
