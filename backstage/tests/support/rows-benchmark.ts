import type { Knex } from 'knex';
import { CatalogOutbox } from './CatalogOutbox';
import { CatalogRows, catalogs, entityJson } from './catalogRows';
import { TestDatabase } from './databases';

/**
 * Ingests, changes and deletes entities as the catalog does, a transaction each, with the triggers and without them, in
 * turns: `node rows-benchmark.js <entities> <turns>`. Prints the median of each, in milliseconds an entity.
 */
async function main([entities = '1000', turns = '5']: string[]) {
  const names = Array.from({ length: Number(entities) }, (_, n) => `e${n}`);
  const times: Record<string, number[]> = {};
  const measure = async (what: string, work: () => Promise<unknown>) => {
    const begun = process.hrtime.bigint();
    await work();
    (times[what] ??= []).push(Number(process.hrtime.bigint() - begun) / 1e6 / names.length);
  };
  for (let turn = 0; turn < Number(turns); turn++) {
    for (const triggers of turn % 2 ? ['with', 'without'] : ['without', 'with']) {
      const database = await TestDatabase.create('postgres', catalogs['4.0.5']);
      const knex: Knex = database.client();
      const outbox = await CatalogOutbox.create(knex, { maxRows: 10_000_000 });
      if (triggers === 'with') {
        await outbox.feed.start();
      }
      const rows = new CatalogRows(knex);
      const ids: string[] = [];
      const body = (name: string, n: number) => entityJson(name, { metadata: { description: 'x'.repeat(2300) }, spec: { n } });
      await rows.create('warm', body('warm', 0));
      await measure(`create ${triggers}`, async () => {
        for (const name of names) {
          ids.push(await rows.create(name, body(name, 0)));
        }
      });
      await measure(`update ${triggers}`, async () => {
        for (const [n, id] of ids.entries()) {
          await rows.update(id, body(names[n], 1));
        }
      });
      await measure(`delete ${triggers}`, async () => {
        for (const id of ids) {
          await rows.delete(id);
        }
      });
      await outbox.stop();
      await database.destroy();
    }
  }
  for (const [what, each] of Object.entries(times).sort()) {
    const sorted = [...each].sort((a, b) => a - b);
    console.log(`${what}: median ${sorted[Math.floor(sorted.length / 2)].toFixed(3)} ms, least ${sorted[0].toFixed(3)}`);
  }
}

void main(process.argv.slice(2));
