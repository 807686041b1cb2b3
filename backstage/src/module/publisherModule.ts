import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { AmqpSender } from '../amqp/AmqpSender';
import { OutboxMetrics } from '../outbox/OutboxMetrics';
import { Publisher } from '../publisher/Publisher';
import { readBroker, readPublisher, readSource } from '../settings';

/** Sends topics of the events service. */
export const publisherModule = createBackendModule({
  pluginId: 'events',
  moduleId: 'stagedoor',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        events: eventsServiceRef,
      },
      async init({ config, lifecycle, logger, events }) {
        const publisher = new Publisher(
          readPublisher(config),
          readSource(config, 'events'),
          events,
          new AmqpSender(readBroker(config), logger),
          new OutboxMetrics('events'),
          logger,
        );
        lifecycle.addStartupHook(() => publisher.start());
        lifecycle.addShutdownHook(() => publisher.stop());
      },
    });
  },
});
