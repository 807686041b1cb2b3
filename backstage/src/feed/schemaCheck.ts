import type { Knex } from 'knex';
import type { WatchedTables } from './WatchedTables';

/** What of the plugin's tables is not as this module knows it; empty where all is. */
export async function unknownSchema(db: Knex, watched: WatchedTables): Promise<string[]> {
  const unknown: string[] = [];
  for (const [table, columns] of Object.entries(watched.columns)) {
    if (!(await db.schema.hasTable(table))) {
      unknown.push(`there is no table ${table}`);
      continue;
    }
    const found = await db(table).columnInfo();
    for (const [column, type] of Object.entries(columns)) {
      if (!found[column]) {
        unknown.push(`${table} has no column ${column}`);
      } else if (!type.test(found[column].type)) {
        unknown.push(`${table}.${column} is of type ${found[column].type}`);
      }
    }
  }
  return unknown;
}
