import { coreServices, createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { catalogModule } from './module/catalogModule';
import { scaffolderModule } from './module/scaffolderModule';
import { readPublisher } from './settings';

/**
 * A module for each plugin whose events Stagedoor has. A module of a plugin that is not installed does nothing.
 *
 * TechDocs and the publisher need packages that not every backend has: they are loaded only where they are configured.
 */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  async *loader({ config }) {
    yield catalogModule;
    yield scaffolderModule;
    if (config.has('stagedoor.techdocs')) {
      yield (await import('./module/techdocsModule.js')).techdocsModule;
    }
    if ((config.getOptionalBoolean('stagedoor.enabled') ?? true) && readPublisher(config).length > 0) {
      yield (await import('./module/publisherModule.js')).publisherModule;
    }
  },
});
