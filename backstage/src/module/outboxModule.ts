import {
  coreServices,
  type DatabaseService,
  type LifecycleService,
  type LoggerService,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { AmqpSender } from '../amqp/AmqpSender';
import { createFeed, isSupported } from '../feed/createFeed';
import type { TriggerFeed } from '../feed/TriggerFeed';
import type { WatchedTables } from '../feed/WatchedTables';
import { Drainer } from '../outbox/Drainer';
import { OutboxMetrics } from '../outbox/OutboxMetrics';
import type { Render } from '../outbox/Teller';
import { isEnabled, readBroker, readOutbox } from '../settings';

/** What every module with an outbox needs of Backstage. */
export const outboxServices = {
  config: coreServices.rootConfig,
  database: coreServices.database,
  lifecycle: coreServices.lifecycle,
  logger: coreServices.logger,
};

export interface OutboxServices {
  config: RootConfigService;
  database: DatabaseService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}

/**
 * Starts an outbox for a plugin, in the order that Backstage's start asks for: triggers that would be in the way go
 * before the plugin's migrations, and all of them come in the plugin's startup hook, which is after its migrations and
 * before its engine. Where the part is not enabled, everything is removed in their place, and there is no feed.
 */
export async function startOutbox(
  plugin: 'catalog' | 'scaffolder' | 'techdocs',
  watched: WatchedTables,
  render: Render,
  services: OutboxServices,
  backfill = false,
): Promise<TriggerFeed | undefined> {
  const { config, database, lifecycle, logger } = services;
  const isOn = isEnabled(config, plugin);
  if (!isOn && !(await isSupported(database))) {
    return undefined;
  }
  const feed = await createFeed(plugin, watched, { ...readOutbox(config), backfill }, database, logger);
  if (!isOn) {
    await feed.remove();
    return undefined;
  }
  const sender = new AmqpSender(readBroker(config), logger);
  const drainer = new Drainer(feed, sender, render, new OutboxMetrics(plugin), logger);
  await feed.beforeMigrations();
  let started = false;
  lifecycle.addStartupHook(async () => {
    await feed.start();
    drainer.start();
    started = true;
  });
  lifecycle.addShutdownHook(async () => {
    if (started) {
      await drainer.stop();
    }
  });
  return feed;
}
