import type { Knex } from 'knex';

/** Rows that nobody else changes until the transaction ends. SQLite has one writer, and needs no locks. */
export function locked<T extends Knex.QueryBuilder>(db: Knex, query: T): T {
  return isSqlite(db) ? query : (query.forShare() as T);
}

/** Rows that nobody else has taken, taken until the transaction ends. */
export function taken<T extends Knex.QueryBuilder>(db: Knex, query: T): T {
  return isSqlite(db) ? query : (query.forUpdate().skipLocked() as T);
}

function isSqlite(db: Knex) {
  return String(db.client.config.client).includes('sqlite');
}
