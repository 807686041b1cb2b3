import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Knex } from 'knex';

/** The catalogs that the module is tested with: the newest, and the oldest, which has a node_modules of its own. */
export const catalogs = {
  '4.0.5': resolve('node_modules', '@backstage', 'plugin-catalog-backend'),
  '3.0.0': resolve('tests', 'catalog-3.0.0', 'node_modules', '@backstage', 'plugin-catalog-backend'),
};
export const scaffolder = resolve('node_modules', '@backstage', 'plugin-scaffolder-backend');

/** Brings a database to the schema of the plugin in that folder. */
export async function migrate(knex: Knex, folder: string) {
  await knex.migrate.latest({ directory: join(folder, 'migrations') });
}

export function entityJson(name: string, more: { spec?: object; relations?: unknown[]; metadata?: object } = {}) {
  const { metadata, ...rest } = more;
  return JSON.stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', etag: randomUUID(), annotations: {}, ...metadata },
    spec: { type: 'service' },
    ...rest,
  });
}

/** Writes entities as the catalog writes them. */
export class CatalogRows {
  private readonly columns = new Map<string, Promise<Record<string, unknown>>>();

  constructor(private readonly knex: Knex) {}

  /** Asked once: the catalogs differ, and a table does not change while it is written. */
  private columnsOf(table: string) {
    const columns = this.columns.get(table) ?? this.knex(table).columnInfo();
    this.columns.set(table, columns);
    return columns;
  }

  async create(name: string, json: string | null = entityJson(name)): Promise<string> {
    const entity_id = randomUUID();
    const entity_ref = `component:default/${name.toLowerCase()}`;
    await this.knex('refresh_state').insert({
      entity_id,
      entity_ref,
      unprocessed_entity: '{}',
      errors: '[]',
      next_update_at: this.knex.fn.now(),
      last_discovery_at: this.knex.fn.now(),
    });
    const stitched = (await this.columnsOf('final_entities')).stitch_ticket ? { stitch_ticket: '' } : {};
    await this.knex('final_entities').insert({
      entity_id,
      entity_ref,
      hash: json ? randomUUID() : '',
      final_entity: json,
      ...stitched,
    });
    return entity_id;
  }

  async update(entity_id: string, json: string) {
    await this.knex('final_entities').where({ entity_id }).update({ hash: randomUUID(), final_entity: json });
  }

  /** As the catalog deletes: the row in final_entities goes by the foreign key. */
  async delete(entity_id: string) {
    await this.knex('refresh_state').where({ entity_id }).delete();
  }

  async addLocation(target: string, type = 'url'): Promise<string> {
    const id = randomUUID();
    const columns = await this.columnsOf('locations');
    const more = columns.location_entity_ref ? { location_entity_ref: `location:default/${id}` } : {};
    await this.knex('locations').insert({ id, type, target, ...more });
    return id;
  }
}
