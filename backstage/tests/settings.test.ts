import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ConfigReader } from '@backstage/config';
import { loadConfigSchema } from '@backstage/config-loader';
import Ajv from 'ajv';
import { isEnabled, readBroker, readCatalog, readOutbox, readPublisher, readTechdocs } from '../src/settings';

const config = (stagedoor: object) => new ConfigReader({ stagedoor } as any);
const schema = JSON.parse(readFileSync('config.schema.json', 'utf8'));

const all = {
  enabled: true,
  source: 'prod',
  broker: {
    url: ['amqps://one:5671', 'amqps://two'],
    username: 'backstage',
    password: 'hidden',
    timeout: { seconds: 5 },
    tls: { caFile: '/ca.pem' },
  },
  catalog: { relations: true, entity: 'full', backfill: true },
  scaffolder: { enabled: false },
  techdocs: { preparer: true, publisher: true },
  publisher: { topics: [{ topic: 'a', amqp: { address: 'b' } }] },
  outbox: { refusals: 3, limits: { rows: 10, age: { hours: 1 } } },
  addresses: { entity: 'my/entities' },
};

describe('The settings', () => {
  it('have defaults for everything but the broker', () => {
    const least = config({ broker: { url: 'amqp://localhost' } });
    assert.equal(isEnabled(least, 'catalog'), true);
    assert.deepEqual(readCatalog(least), { source: 'backstage/catalog', relations: false, entity: 'identity', backfill: false });
    assert.deepEqual(readOutbox(least), { refusals: 10, maxRows: 1_000_000, maxAgeMs: 604_800_000 });
    assert.equal(readBroker(least).timeoutMs, 10_000);
    assert.throws(() => readBroker(config({})), /stagedoor.broker.url/);
  });

  it('are read', () => {
    const read = config(all);
    const { brokers, timeoutMs, tls } = readBroker(read);
    assert.deepEqual(brokers.map(({ host, port }) => `${host}:${port}`), ['one:5671', 'two:5671']);
    assert.deepEqual([timeoutMs, tls.caFile], [5000, '/ca.pem']);
    assert.deepEqual(readCatalog(read), { source: 'prod/catalog', relations: true, entity: 'full', backfill: true });
    assert.deepEqual(readOutbox(read), { refusals: 3, maxRows: 10, maxAgeMs: 3_600_000 });
    assert.deepEqual([isEnabled(read, 'catalog'), isEnabled(read, 'scaffolder')], [true, false]);
    assert.deepEqual(readTechdocs(read), { preparer: true, generator: false, publisher: true });
    assert.deepEqual(readPublisher(read), [{ topic: 'a', address: 'b' }]);
  });

  it('that cannot be are named', () => {
    assert.throws(() => readCatalog(config({ catalog: { entity: 'half' } })), /stagedoor.catalog.entity must be one of identity, full/);
    assert.throws(() => readOutbox(config({ outbox: { refusals: 0 } })), /stagedoor.outbox.refusals/);
    assert.throws(() => readBroker(config({ broker: { url: 'amqp://a', timeout: { minutes: 5 } } })), /stagedoor.broker.timeout/);
  });

  it('are found by Backstage with their schema, and are no business of a browser', async () => {
    const found = await loadConfigSchema({ dependencies: [], packagePaths: ['package.json'] });
    const process = (data: object, visibility?: ('frontend' | 'secret')[]) =>
      found.process([{ data: { stagedoor: data } as any, context: 'app-config.yaml' }], { visibility });
    assert.deepEqual(process(all, ['frontend'])[0].data, {});
    assert.deepEqual(process(all, ['secret'])[0].data, { stagedoor: { broker: { password: 'hidden' } } });
    assert.throws(() => process({ broker: {} }), /url/);
  });

  it('fit the schema, which knows each of them and marks what is secret', () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    assert.ok(validate({ stagedoor: all }), JSON.stringify(validate.errors));
    assert.equal(validate({ stagedoor: { broker: {} } }), false);
    const unknown = (value: any, known: any, path: string): string[] =>
      value && known?.properties && typeof value === 'object'
        ? Object.keys(value).flatMap(key =>
            known.properties[key] ? unknown(value[key], known.properties[key], `${path}.${key}`) : [`${path}.${key}`],
          )
        : [];
    assert.deepEqual(unknown(all, schema.properties.stagedoor, 'stagedoor'), []);
    const { broker } = schema.properties.stagedoor.properties;
    assert.equal(broker.properties.password.visibility, 'secret');
    assert.equal(broker.properties.tls.properties.passphrase.visibility, 'secret');
  });
});
