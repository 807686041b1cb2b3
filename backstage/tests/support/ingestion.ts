import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint, type EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { startBackend } from './backend';

const PROVIDER = 'ingestion';
const LONGEST_MS = 3_600_000;

/** A component as a provider finds it, of some 2.5 KB. */
export function component(name: string, version: number) {
  const text = (n: number) => Buffer.from(`${name} ${n} ${version}`).toString('base64').repeat(3).slice(0, 40);
  const notes = Array.from({ length: 30 }, (_, n) => [`example.com/note-${n}`, text(n)]);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title: `version ${version}`,
      annotations: {
        ...Object.fromEntries(notes),
        'backstage.io/managed-by-location': 'url:https://example.com',
        'backstage.io/managed-by-origin-location': 'url:https://example.com',
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'group:default/guests' },
  };
}

/** A real catalog, whose only entities are those that {@link Catalog.hold} gives it. */
export class Catalog {
  private constructor(
    private readonly knex: Knex,
    private readonly connection: EntityProviderConnection,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(knex: Knex, stagedoor: object): Promise<Catalog> {
    const connected = Promise.withResolvers<EntityProviderConnection>();
    const provider = createBackendModule({
      pluginId: 'catalog',
      moduleId: PROVIDER,
      register(reg) {
        reg.registerInit({
          deps: { catalog: catalogProcessingExtensionPoint },
          async init({ catalog }) {
            catalog.addEntityProvider({
              getProviderName: () => PROVIDER,
              connect: async connection => connected.resolve(connection),
            });
          },
        });
      },
    });
    const backend = await startBackend(
      [import('@backstage/plugin-catalog-backend'), provider],
      {
        backend: { baseUrl: 'http://localhost:7007' },
        catalog: { processingInterval: { hours: 1 }, orphanStrategy: 'keep' },
        stagedoor,
      },
      () => knex,
    );
    return new Catalog(knex, await connected.promise, () => backend.stop());
  }

  /** Gives the catalog these entities and no others, and waits until it shows them, each in this version. */
  async hold(names: string[], version: number) {
    await this.connection.applyMutation({
      type: 'full',
      entities: names.map(name => ({ entity: component(name, version), locationKey: PROVIDER })),
    });
    const end = Date.now() + LONGEST_MS;
    while (!(await this.shows(names.length, version))) {
      if (Date.now() > end) {
        throw new Error(`The catalog does not show ${names.length} entities in version ${version}`);
      }
      await setTimeout(Math.max(250, names.length / 10));
    }
  }

  /** Whether nothing is due and all is as given. What is cheap is asked first: looking must not be what is measured. */
  private async shows(count: number, version: number) {
    const [{ due }] = await this.knex('refresh_state').where('next_update_at', '<', inAMinute(this.knex)).count({ due: '*' });
    if (Number(due) > 0) {
      return false;
    }
    const ours = this.knex('final_entities').where('entity_ref', 'like', 'component:default/%');
    const [{ all }] = await ours.clone().count({ all: '*' });
    if (Number(all) !== count) {
      return false;
    }
    const [{ current }] = await ours.where('final_entity', 'like', `%"title":"version ${version}"%`).count({ current: '*' });
    return Number(current) === count;
  }
}

/** What was processed is due in an hour or so, and the rest has been since it came. */
function inAMinute(knex: Knex) {
  const isPostgres = knex.client.config.client === 'pg';
  return knex.raw(isPostgres ? `now() + interval '1 minute'` : `datetime('now', '1 minute')`);
}

/** The seconds of CPU that this database's PostgreSQL has used, all its processes together. It runs on this Linux. */
export async function postgresSeconds(knex: Knex): Promise<number> {
  const { rows } = await knex.raw(`SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`);
  const postmaster: number = rows[0].pid;
  const ticks = (pid: string | number, ended: boolean) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').map(Number);
    return { parent: fields[1], ticks: fields[11] + fields[12] + (ended ? fields[13] + fields[14] : 0) };
  };
  let all = ticks(postmaster, true).ticks;
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const process = ticks(pid, false);
      all += process.parent === postmaster ? process.ticks : 0;
    } catch {
      // It has ended since it was listed: then its parent has its ticks.
    }
  }
  return all / 100;
}
