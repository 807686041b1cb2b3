import { randomBytes } from 'node:crypto';
import createKnex, { type Knex } from 'knex';
import { migrate } from './catalogRows';

/** The databases that the module supports, and how PostgreSQL may hold several plugins. */
export type Engine = 'sqlite' | 'postgres' | 'postgres-schema';

const templates = new Map<string, Promise<string>>();
const url = process.env.STAGEDOOR_TEST_POSTGRES;

export const engines: Engine[] = url ? ['sqlite', 'postgres', 'postgres-schema'] : ['sqlite'];
export const hasPostgres = Boolean(url);
if (!url) {
  console.log('STAGEDOOR_TEST_POSTGRES is not set: the tests on PostgreSQL are skipped. ./test sets it.');
}

/** A database of its own, with further clients for further replicas. */
export class TestDatabase {
  private readonly clients: Knex[] = [];

  private constructor(
    readonly engine: Engine,
    readonly connection: string,
    readonly schema?: string,
  ) {}

  /** With the tables of the plugin in that folder, where one is named. */
  static async create(engine: Engine, folder?: string): Promise<TestDatabase> {
    if (engine === 'sqlite') {
      const database = new TestDatabase(engine, ':memory:');
      await database.migrate(folder);
      return database;
    }
    const key = `${engine} ${folder}`;
    if (!templates.has(key)) {
      templates.set(key, TestDatabase.createTemplate(engine, folder));
    }
    return TestDatabase.createFrom(engine, await templates.get(key)!);
  }

  /** Migrations take a second or two; a copy of their result takes a tenth. */
  private static async createTemplate(engine: Engine, folder?: string): Promise<string> {
    const template = await TestDatabase.createFrom(engine, 'template1');
    if (template.schema) {
      await template.client().raw(`CREATE SCHEMA ${template.schema}`);
    }
    await template.migrate(folder);
    await Promise.all(template.clients.map(knex => knex.destroy()));
    return template.connection.split('/').pop()!;
  }

  private static async createFrom(engine: Engine, template: string): Promise<TestDatabase> {
    const name = `t_${randomBytes(6).toString('hex')}`;
    await admin(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return new TestDatabase(
      engine,
      url!.replace(/\/[^/]*$/, `/${name}`),
      engine === 'postgres-schema' ? 'catalog' : undefined,
    );
  }

  private async migrate(folder?: string) {
    if (folder) {
      await migrate(this.client(), folder);
    }
  }

  /** Of SQLite's database in memory there is one client; of PostgreSQL's as many as asked for. */
  client(): Knex {
    if (this.engine === 'sqlite' && this.clients[0]) {
      return this.clients[0];
    }
    const knex =
      this.engine === 'sqlite'
        ? createKnex({
            client: 'better-sqlite3',
            connection: this.connection,
            useNullAsDefault: true,
            pool: {
              min: 1,
              max: 1,
              afterCreate: (connection: any, done: (error: null, connection: unknown) => void) => {
                connection.pragma('foreign_keys = ON');
                done(null, connection);
              },
            },
          })
        : createKnex({ client: 'pg', connection: this.connection, searchPath: this.schema });
    this.clients.push(knex);
    return knex;
  }

  async destroy() {
    await Promise.all(this.clients.map(knex => knex.destroy()));
    if (this.engine !== 'sqlite') {
      await admin(`DROP DATABASE ${this.connection.split('/').pop()} WITH (FORCE)`);
    }
  }
}

async function admin(statement: string) {
  const knex = createKnex({ client: 'pg', connection: url });
  try {
    await knex.raw(statement);
  } finally {
    await knex.destroy();
  }
}
