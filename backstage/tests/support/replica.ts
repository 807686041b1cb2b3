import createKnex from 'knex';
import { CatalogOutbox } from './CatalogOutbox';

/** A replica as a process of its own, to be killed: `node replica.js <database> <broker>`. */
async function main([database, broker]: string[]) {
  const knex = createKnex({ client: 'pg', connection: database });
  const outbox = await CatalogOutbox.create(knex, { maxRows: 1_000_000 });
  await outbox.feed.start();
  outbox.drainTo(broker);
  console.log('drains');
}

void main(process.argv.slice(2));
