import { createBackendModule } from '@backstage/backend-plugin-api';
import { entityEvent, locationEvent } from '../event/catalogEvent';
import { catalogTables } from '../feed/catalogTables';
import { readAddress, readCatalog } from '../settings';
import { outboxServices, startOutbox } from './outboxModule';

/** Tells of entities and locations. */
export const catalogModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'stagedoor',
  register(reg) {
    reg.registerInit({
      deps: outboxServices,
      async init(services) {
        const settings = readCatalog(services.config);
        const entities = readAddress(services.config, 'entity', 'backstage/catalog/entity');
        const locations = readAddress(services.config, 'location', 'backstage/catalog/location');
        await startOutbox(
          'catalog',
          catalogTables,
          async change => {
            const isEntity = change.source === 'entity';
            const event = isEntity ? entityEvent(change, settings) : locationEvent(change, settings);
            return event && { id: change.id, address: isEntity ? entities : locations, body: JSON.stringify(event) };
          },
          services,
          settings.backfill,
        );
      },
    });
  },
});
