import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { BuildWatch } from '../src/techdocs/BuildWatch';
import { type Backend, startBackend } from './support/backend';
import { violations } from './support/contract';
import { TestDatabase } from './support/databases';
import { FakeBroker } from './support/FakeBroker';
import { until } from './support/until';

const entity = (name: string) => ({ apiVersion: 'v1', kind: 'Component', metadata: { name } });
const mkdocs = { skip: spawnSync('mkdocs', ['--version']).status === 0 ? false : 'mkdocs is not installed' };
const fails = async () => {
  throw new Error('as the test wants it');
};

describe('BuildWatch', () => {
  let told: string[];
  let watch: BuildWatch;
  const preparer = (prepare: any) => watch.preparer({ prepare, shouldCleanPreparedDirectory: () => false });
  const prepared = (preparedDir: string) => async () => ({ preparedDir, etag: '1' });
  const run = (generator: any, inputDir: string, name: string) =>
    watch.generator({ run: generator }).run({ inputDir, outputDir: '/out', siteOptions: { name } } as any);

  beforeEach(() => {
    told = [];
    watch = new BuildWatch(async (action, { metadata }) => void told.push(`${action} ${metadata.name}`));
  });

  it('a build that works is started and completed', async () => {
    await preparer(prepared('/a')).prepare(entity('a'));
    await run(async () => {}, '/a', 'a');
    await watch.publisher({ publish: async () => {} } as any).publish({ entity: entity('a'), directory: '/out' });
    assert.deepEqual(told, ['build_started a', 'build_completed a']);
  });

  it('each step that fails is a build that failed, and still fails', async () => {
    await assert.rejects(preparer(fails).prepare(entity('a')), /as the test/);
    await preparer(prepared('/b')).prepare(entity('b'));
    await assert.rejects(run(fails, '/b', 'b'), /as the test/);
    await assert.rejects(watch.publisher({ publish: fails } as any).publish({ entity: entity('c'), directory: '' }), /as the test/);
    assert.deepEqual(told, ['build_failed a', 'build_started b', 'build_failed b', 'build_failed c']);
  });

  it('documentation that has not changed is no build', async () => {
    const unchanged = async () => {
      throw Object.assign(new Error('unchanged'), { name: 'NotModifiedError' });
    };
    await assert.rejects(preparer(unchanged).prepare(entity('a')));
    assert.deepEqual(told, []);
  });

  it('two entities in one folder are told apart by their titles', async () => {
    await preparer(prepared('/same')).prepare(entity('a'));
    await preparer(prepared('/same')).prepare(entity('b'));
    await assert.rejects(run(fails, '/same', 'a'));
    assert.deepEqual(told.at(-1), 'build_failed a');
  });

  it('the publisher does everything else as before', async () => {
    class Local {
      private readonly where = 'here';
      publish = async () => {};
      async getReadiness() {
        return { isAvailable: this.where === 'here' };
      }
    }
    assert.deepEqual(await watch.publisher(new Local() as any).getReadiness(), { isAvailable: true });
  });
});

describe('A real TechDocs backend', () => {
  let broker: FakeBroker;
  let folder: string;
  let databases: Record<string, TestDatabase>;
  let backend: Backend;

  beforeEach(async () => {
    broker = await new FakeBroker().start();
    folder = await mkdtemp(join(tmpdir(), 'stagedoor-techdocs-'));
    databases = { catalog: await TestDatabase.create('sqlite'), techdocs: await TestDatabase.create('sqlite') };
    await mkdir(join(folder, 'docs'));
    await writeFile(join(folder, 'docs', 'index.md'), '# Ledger');
    await writeFile(join(folder, 'mkdocs.yml'), 'site_name: ledger\n');
    await writeFile(
      join(folder, 'all.yaml'),
      `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
  annotations: { backstage.io/techdocs-ref: 'dir:.' }
spec: { type: service, lifecycle: production, owner: guests }
`,
    );
  });

  afterEach(async () => {
    await backend.stop();
    assert.deepEqual(violations(broker.arrived), []);
    await broker.stop();
    await Promise.all(Object.values(databases).map(database => database.destroy()));
    await rm(folder, { recursive: true });
  });

  /** mkdocs is not needed: this one writes a page. */
  const pageWriter = createBackendModule({
    pluginId: 'techdocs',
    moduleId: 'page-writer',
    register(reg) {
      reg.registerInit({
        deps: { generators: techdocsGeneratorExtensionPoint },
        async init({ generators }) {
          generators.setTechdocsGenerator({
            async run({ outputDir, etag }) {
              await writeFile(join(outputDir, 'index.html'), '<h1>Ledger</h1>');
              await writeFile(join(outputDir, 'techdocs_metadata.json'), JSON.stringify({ etag, build_timestamp: Date.now() }));
            },
          });
        },
      });
    },
  });

  async function start(hooks: object, ...more: any[]) {
    await begin(hooks, {}, ...more);
  }

  async function begin(hooks: object, generator: object, ...more: any[]) {
    backend = await startBackend(
      [import('@backstage/plugin-catalog-backend'), import('@backstage/plugin-techdocs-backend'), ...more],
      {
        app: { baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
        techdocs: {
          builder: 'local',
          generator: { runIn: 'local', ...generator },
          publisher: { type: 'local', local: { publishDirectory: join(folder, 'site') } },
        },
        catalog: { rules: [{ allow: ['Component'] }], locations: [{ type: 'file', target: join(folder, 'all.yaml') }] },
        stagedoor: { broker: { url: broker.url }, techdocs: hooks },
      },
      plugin => databases[plugin].client(),
    );
    await until('the entity is there', () => broker.arrived.some(({ address }) => address === 'backstage/catalog/entity'));
    await fetch(`${backend.url}/api/techdocs/sync/default/component/ledger`).then(response => response.text());
  }

  const builds = () => broker.arrived.filter(({ address }) => address === 'backstage/techdocs/build').map(({ body }) => body);

  it('a build gives build_started and build_completed, and none when nothing changed', async () => {
    await start({ preparer: true, publisher: true }, pageWriter);
    await until('two events', () => builds().length === 2);
    await fetch(`${backend.url}/api/techdocs/sync/default/component/ledger`).then(response => response.text());
    await new Promise(resolve => setTimeout(resolve, 1500));
    assert.deepEqual(
      builds().map(({ eventPayload }) => [eventPayload.action, eventPayload.entityRef]).sort(),
      [
        ['build_completed', 'component:default/ledger'],
        ['build_started', 'component:default/ledger'],
      ],
    );
  });

  it('a generator that fails gives build_failed', async () => {
    const { PATH } = process.env;
    process.env.PATH = folder;
    try {
      await start({ preparer: true, generator: true, publisher: true });
      await until('two events', () => builds().length === 2);
    } finally {
      process.env.PATH = PATH;
    }
    assert.deepEqual(builds().map(({ eventPayload }) => eventPayload.action), ['build_started', 'build_failed']);
  });

  // Backstage's own plugin for mkdocs is not in every distribution, and is left out.
  const plain = { mkdocs: { omitTechdocsCorePlugin: true } };
  const all = { preparer: true, generator: true, publisher: true };

  it('mkdocs builds: build_started and build_completed', mkdocs, async () => {
    await begin(all, plain);
    await until('two events', () => builds().length === 2, 60);
    assert.deepEqual(builds().map(({ eventPayload }) => eventPayload.action), ['build_started', 'build_completed']);
    assert.match(await readFile(join(folder, 'site', 'default', 'component', 'ledger', 'index.html'), 'utf8'), /Ledger/);
  });

  it('mkdocs fails: build_started and build_failed', mkdocs, async () => {
    await writeFile(join(folder, 'mkdocs.yml'), 'site_name: ledger\ntheme: no-such-theme\n');
    await begin(all, plain);
    await until('two events', () => builds().length === 2, 60);
    assert.deepEqual(builds().map(({ eventPayload }) => eventPayload.action), ['build_started', 'build_failed']);
  });
});
