import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { metrics } from '@opentelemetry/api';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { CatalogOutbox } from './support/CatalogOutbox';
import { CatalogRows, catalogs } from './support/catalogRows';
import { TestDatabase } from './support/databases';
import { FakeBroker } from './support/FakeBroker';
import { until } from './support/until';

describe('The metrics', () => {
  it('tell of what waits, was sent, refused and set aside', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
    const read = async () => {
      exporter.reset();
      await reader.forceFlush();
      const all = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(scope => scope.metrics));
      return Object.fromEntries(all.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints[0]]));
    };

    const broker = await new FakeBroker().start();
    broker.answer = ({ body }) => (body.metadata.correlationId.endsWith('bad') ? { reject: 'amqp:not-allowed' } : 'accept');
    const database = await TestDatabase.create('sqlite', catalogs['4.0.5']);
    const rows = new CatalogRows(database.client());
    const outbox = await CatalogOutbox.create(database.client(), { refusals: 2 });
    await outbox.feed.start();
    outbox.drainTo(broker.url);
    await rows.create('good');
    await rows.create('bad');
    await until('one is set aside', async () => (await outbox.feed.backlog()).setAside === 1);
    await until('it is counted', async () => (await read())['stagedoor.events.set_aside']?.value === 1);
    await outbox.feed.append({ source: 'entity', op: 'created', ref: 'component:default/bad', uid: 'x' });

    const found = await read();
    assert.deepEqual(found['stagedoor.events.sent'].attributes, { plugin: 'catalog' });
    assert.equal(found['stagedoor.events.sent'].value, 1);
    assert.equal(found['stagedoor.events.refused'].value, 2);
    assert.equal(found['stagedoor.events.set_aside'].value, 1);
    assert.equal(found['stagedoor.outbox.rows'].value, 1);
    assert.equal(found['stagedoor.outbox.set_aside'].value, 1);
    assert.ok(Number(found['stagedoor.outbox.oldest_age'].value) >= 0);
    await outbox.stop();
    await broker.stop();
    await database.destroy();
  });
});
