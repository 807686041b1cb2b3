import type { Knex } from 'knex';
import { AmqpSender } from '../../src/amqp/AmqpSender';
import { parseBroker } from '../../src/amqp/Broker';
import { entityEvent, locationEvent, type CatalogEventSettings } from '../../src/event/catalogEvent';
import { catalogTables } from '../../src/feed/catalogTables';
import { createFeed } from '../../src/feed/createFeed';
import type { FeedSettings, TriggerFeed } from '../../src/feed/TriggerFeed';
import { Drainer } from '../../src/outbox/Drainer';
import { OutboxMetrics } from '../../src/outbox/OutboxMetrics';
import { recordingLogger } from './log';

export const standard: Omit<FeedSettings, 'skipMigrations'> = {
  refusals: 3,
  maxRows: 1000,
  maxAgeMs: 3_600_000,
  backfill: false,
};

/** The catalog's outbox as a replica has it, without a Backstage around it. */
export class CatalogOutbox {
  readonly logger = recordingLogger();
  private drainer?: Drainer;

  private constructor(readonly feed: TriggerFeed) {}

  static async create(knex: Knex, settings: Partial<FeedSettings> = {}): Promise<CatalogOutbox> {
    const logger = recordingLogger();
    const feed = await createFeed(
      'catalog',
      catalogTables,
      { ...standard, ...settings },
      { getClient: async () => knex, migrations: { skip: settings.skipMigrations } },
      logger,
    );
    const outbox = new CatalogOutbox(feed);
    Object.assign(outbox, { logger });
    return outbox;
  }

  drainTo(url: string, more: Partial<CatalogEventSettings> & { timeoutMs?: number } = {}) {
    const settings: CatalogEventSettings = { source: 'backstage/catalog', relations: false, entity: 'identity', ...more };
    const sender = new AmqpSender(
      { brokers: [parseBroker(url)], sasl: 'plain', tls: {}, timeoutMs: more.timeoutMs ?? 2000 },
      this.logger,
    );
    this.drainer = new Drainer(
      this.feed,
      sender,
      async change => {
        const isEntity = change.source === 'entity';
        const event = isEntity ? entityEvent(change, settings) : locationEvent(change, settings);
        const address = isEntity ? 'backstage/catalog/entity' : 'backstage/catalog/location';
        return event && { id: change.id, address, body: JSON.stringify(event) };
      },
      new OutboxMetrics('catalog'),
      this.logger,
    );
    this.drainer.start();
    return this;
  }

  async stop() {
    await (this.drainer ? this.drainer.stop() : this.feed.stop());
  }
}
