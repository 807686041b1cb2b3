import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { eventsServiceRef, type EventsService } from '@backstage/plugin-events-node';
import { startBackend } from './support/backend';
import { TestDatabase } from './support/databases';
import { FakeBroker } from './support/FakeBroker';
import { until } from './support/until';

describe('The publisher of the events service', () => {
  it('sends the topics it is told to, with their errors, and loses what the broker cannot take', async () => {
    let broker = await new FakeBroker().start();
    const database = await TestDatabase.create('sqlite');
    let events!: EventsService;
    const spy = createBackendModule({
      pluginId: 'events',
      moduleId: 'spy',
      register: reg =>
        reg.registerInit({
          deps: { service: eventsServiceRef, logger: coreServices.logger },
          async init({ service }) {
            events = service;
          },
        }),
    });
    const backend = await startBackend(
      [import('@backstage/plugin-events-backend'), spy],
      {
        backend: { baseUrl: 'http://localhost:7007' },
        stagedoor: {
          source: 'prod',
          broker: { url: broker.url },
          publisher: { topics: [{ topic: 'experimental.catalog.errors', amqp: { address: 'backstage/catalog/errors' } }] },
        },
      },
      () => database.client(),
    );
    const publish = (topic: string, n: number) =>
      events.publish({ topic, eventPayload: { entity: 'component:default/a', n, errors: [new TypeError('no such owner')] } });

    await new Promise(resolve => setTimeout(resolve, 500));
    await publish('another.topic', 0);
    await publish('experimental.catalog.errors', 1);
    await until('it arrives', () => broker.arrived.length === 1);
    const [{ address, body, id }] = broker.arrived;
    assert.equal(address, 'backstage/catalog/errors');
    assert.equal(body.metadata.eventId, id);
    assert.equal(body.metadata.source, 'prod/events');
    assert.equal(body.topic, 'experimental.catalog.errors');
    assert.deepEqual(body.eventPayload, {
      entity: 'component:default/a',
      n: 1,
      errors: [{ name: 'TypeError', message: 'no such owner' }],
    });

    await broker.stop();
    await publish('experimental.catalog.errors', 2);
    broker = await broker.restart();
    await until('it is connected again', async () => {
      await publish('experimental.catalog.errors', 3);
      return broker.arrived.length > 1;
    });
    assert.equal(broker.arrived.some(event => event.body.eventPayload.n === 2), false);
    await backend.stop();
    await broker.stop();
    await database.destroy();
  });
});
