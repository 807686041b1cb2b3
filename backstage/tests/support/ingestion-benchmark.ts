import { setTimeout } from 'node:timers/promises';
import { Catalog, postgresSeconds } from './ingestion';
import { TestDatabase, type Engine } from './databases';
import { FakeBroker } from './FakeBroker';

/**
 * A provider of a real catalog gives it entities, then all of them changed, then none, with the module and without it, in
 * turns: `node ingestion-benchmark.js <engine> <entities> <turns>`. Prints each, and the medians and ranges, in seconds:
 * of the clock until the catalog shows it; of CPU in PostgreSQL; of CPU in the backend, which also sends the events.
 */
async function main([engine = 'postgres', entities = '1000', turns = '3']: string[]) {
  const names = Array.from({ length: Number(entities) }, (_, n) => `e${n}`);
  const times = new Map<string, number[]>();
  const measure = async (what: string, cpu: () => Promise<number>, work: () => Promise<void>) => {
    const [database, backend, begun] = [await cpu(), process.cpuUsage(), performance.now()];
    await work();
    const { user, system } = process.cpuUsage(backend);
    const figures = {
      clock: (performance.now() - begun) / 1000,
      database: (await cpu()) - database,
      backend: (user + system) / 1e6,
    };
    for (const [name, seconds] of Object.entries(figures)) {
      times.set(`${what} ${name}`, [...(times.get(`${what} ${name}`) ?? []), seconds]);
    }
    console.log(what, JSON.stringify(figures));
  };
  const broker = await new FakeBroker().start();
  for (let turn = 0; turn < Number(turns); turn++) {
    for (const way of turn % 2 ? ['with', 'without'] : ['without', 'with']) {
      broker.arrived.length = 0;
      const database = await TestDatabase.create(engine as Engine);
      const knex = database.client();
      const cpu = async () => (engine === 'sqlite' ? 0 : postgresSeconds(knex));
      const catalog = await Catalog.start(knex, { enabled: way === 'with', broker: { url: broker.url } });
      await catalog.hold(['warm'], 1);
      await measure(`create ${way}`, cpu, () => catalog.hold(names, 1));
      await measure(`update ${way}`, cpu, () => catalog.hold(names, 2));
      await measure(`delete ${way}`, cpu, () => catalog.hold([], 3));
      const expected = way === 'with' ? 3 * names.length + 2 : 0;
      const arrived = () => broker.arrived.filter(({ address }) => address === 'backstage/catalog/entity').length;
      while (arrived() < expected) {
        await setTimeout(100);
      }
      console.log(`${arrived()} events of ${expected}`);
      await catalog.stop();
      await database.destroy();
    }
  }
  await broker.stop();
  for (const [what, each] of [...times].sort()) {
    const sorted = [...each].sort((a, b) => a - b);
    const [least, median, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map(n => sorted[n].toFixed(2));
    console.log(`${what}: median ${median} s (${least} to ${most})`);
  }
  // A heartbeat of Backstage's may go on.
  process.exit();
}

void main(process.argv.slice(2));
