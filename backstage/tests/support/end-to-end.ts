import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { TestDatabase } from './databases';
import type { Arrived } from './FakeBroker';
import { Catalog } from './ingestion';
import { Trace } from './Trace';

const PATIENCE_MS = 300_000;

/**
 * `node end-to-end.js <broker> <receiver's port> <entities>`: a real catalog takes in entities, changed ones, and none;
 * prints what became of each change, and fails where one did not arrive, or in another order than it happened.
 */
async function main([broker, port, entities]: string[]) {
  const arrived: Arrived[] = [];
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = JSON.parse(text);
      arrived.push({ address: request.url!, id: body.metadata.eventId, body, text, durable: true, at: Date.now() });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>(resolve => receiver.listen(Number(port), 'localhost', resolve));

  const database = await TestDatabase.create('postgres');
  const knex = database.client();
  const catalog = await Catalog.start(knex, { broker: { url: broker } });
  const trace = new Trace(knex);
  await trace.install();
  const names = Array.from({ length: Number(entities) }, (_, n) => `e${n}`);
  const steps: [string, string[]][] = [['created', names], ['changed', names], ['deleted', []]];
  for (const [version, [what, held]] of steps.entries()) {
    const begun = performance.now();
    await catalog.hold(held, version);
    const shown = performance.now();
    await allArrived(arrived, names.length * (version + 1));
    const seconds = [shown - begun, performance.now() - shown].map(ms => (ms / 1000).toFixed(1));
    console.log(`${names.length} ${what}: the catalog took ${seconds[0]} s, the last event came ${seconds[1]} s after it`);
    console.log(JSON.stringify(await trace.account(arrived)));
  }
  const account = await trace.account(arrived);
  await catalog.stop();
  await database.destroy();
  receiver.close();
  process.exit(account.lost === 0 && account.entitiesInAnotherOrder === 0 ? 0 : 1);
}

/** So many events, each counted once; or none came for five minutes. */
async function allArrived(arrived: Arrived[], count: number) {
  let [seen, since] = [arrived.length, Date.now()];
  while (new Set(arrived.map(({ id }) => id)).size < count && Date.now() - since < PATIENCE_MS) {
    await setTimeout(250);
    if (arrived.length !== seen) {
      [seen, since] = [arrived.length, Date.now()];
    }
  }
}

void main(process.argv.slice(2));
