import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import {
  DirectoryPreparer,
  Publisher,
  TechdocsGenerator,
  techdocsGeneratorExtensionPoint,
  techdocsPreparerExtensionPoint,
  techdocsPublisherExtensionPoint,
  UrlPreparer,
} from '@backstage/plugin-techdocs-node';
import { techdocsEvent } from '../event/techdocsEvent';
import { readAddress, readSource, readTechdocs } from '../settings';
import { BuildWatch, type DocumentedEntity } from '../techdocs/BuildWatch';
import { outboxServices, startOutbox } from './outboxModule';

/** The type by which a publisher is registered; Backstage takes the one that is registered, whatever its type. */
const ANY_TYPE = 'local';

/** Tells of builds of documentation, as far as the hooks that are switched on can see them. */
export const techdocsModule = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'stagedoor',
  register(reg) {
    reg.registerInit({
      deps: {
        ...outboxServices,
        reader: coreServices.urlReader,
        discovery: coreServices.discovery,
        preparers: techdocsPreparerExtensionPoint,
        generators: techdocsGeneratorExtensionPoint,
        publishers: techdocsPublisherExtensionPoint,
      },
      async init({ reader, discovery, preparers, generators, publishers, ...services }) {
        const { config, logger } = services;
        const source = readSource(config, 'techdocs');
        const address = readAddress(config, 'techdocs', 'backstage/techdocs/build');
        const feed = await startOutbox(
          'techdocs',
          { columns: {}, triggers: [], existing: [] },
          async change => ({ id: change.id, address, body: JSON.stringify(techdocsEvent(change, source)) }),
          services,
        );
        if (!feed) {
          return;
        }
        const watch = new BuildWatch(async (action, entity) => {
          try {
            await feed.append({ source: 'techdocs', op: action, ref: entityRef(entity), uid: entity.metadata.uid ?? '' });
          } catch (error) {
            // The build is Backstage's, and goes on.
            logger.error(`${action} of ${entityRef(entity)} could not be recorded and is not told: ${error}`);
          }
        });
        const hooks = readTechdocs(config);
        if (hooks.preparer) {
          preparers.registerPreparer('dir', watch.preparer(DirectoryPreparer.fromConfig(config, { reader, logger })));
          preparers.registerPreparer('url', watch.preparer(UrlPreparer.fromConfig({ reader, logger })));
        }
        if (hooks.generator) {
          generators.setTechdocsGenerator(watch.generator(TechdocsGenerator.fromConfig(config, { logger })));
        }
        if (hooks.publisher) {
          publishers.registerPublisher(
            ANY_TYPE,
            watch.publisher(await Publisher.fromConfig(config, { logger, discovery })),
          );
        }
      },
    });
  },
});

function entityRef({ kind, metadata }: DocumentedEntity) {
  return `${kind}:${metadata.namespace ?? 'default'}/${metadata.name}`.toLowerCase();
}
