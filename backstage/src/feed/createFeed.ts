import type { DatabaseService, LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { PostgresDialect } from './PostgresDialect';
import { SqliteDialect } from './SqliteDialect';
import { TriggerFeed, type FeedSettings } from './TriggerFeed';
import type { WatchedTables } from './WatchedTables';

/** Whether there is a feed for the database that the plugin has. */
export async function isSupported(database: DatabaseService): Promise<boolean> {
  return /sqlite|pg/.test(clientOf(await database.getClient()));
}

function clientOf(knex: Knex): string {
  return String(knex.client.config.client);
}

/** The feed for the database that the plugin has. */
export async function createFeed(
  plugin: string,
  watched: WatchedTables,
  settings: Omit<FeedSettings, 'skipMigrations'>,
  database: DatabaseService,
  logger: LoggerService,
): Promise<TriggerFeed> {
  const knex = await database.getClient();
  const client = clientOf(knex);
  const all = { ...settings, skipMigrations: database.migrations?.skip ?? false };
  if (client.includes('sqlite')) {
    return new TriggerFeed(knex, new SqliteDialect(knex, watched), watched, all, logger);
  }
  if (client.includes('pg')) {
    return new TriggerFeed(knex, new PostgresDialect(knex, watched, plugin), watched, all, logger);
  }
  throw new Error(
    client.includes('mysql')
      ? 'Stagedoor cannot see exactly what happens in MySQL: a deletion by a foreign key fires no trigger there, and ' +
        'that is how the catalog deletes. Use PostgreSQL, or set stagedoor.enabled to false.'
      : `Stagedoor does not know the database client '${client}'; it knows PostgreSQL and SQLite.`,
  );
}
