import type { GeneratorBase, PreparerBase, PublisherBase } from '@backstage/plugin-techdocs-node';

/** As much of an entity as is needed here. */
export interface DocumentedEntity {
  kind: string;
  metadata: { name: string; namespace?: string; title?: string; uid?: string };
}

/** Told of what happens to the documentation of an entity. */
export type OnBuild = (
  action: 'build_started' | 'build_completed' | 'build_failed',
  entity: DocumentedEntity,
) => Promise<void>;

/**
 * Watches builds of documentation by wrapping what they are made of.
 *
 *   prepare ─▶ generate ─▶ publish
 *      │           │           └ done: build_completed, failed: build_failed
 *      │           └ failed: build_failed
 *      └ done: build_started, failed: build_failed, nothing new: nothing
 *
 * A generator is not told for which entity it works. What it is told is the folder that was prepared and the title of
 * the site, and both together are the entity's.
 */
export class BuildWatch {
  private readonly prepared = new Map<string, DocumentedEntity>();

  constructor(private readonly onBuild: OnBuild) {}

  preparer(inner: PreparerBase): PreparerBase {
    return {
      shouldCleanPreparedDirectory: () => inner.shouldCleanPreparedDirectory(),
      prepare: async (entity, options) => {
        try {
          const response = await inner.prepare(entity, options);
          this.prepared.set(key(response.preparedDir, title(entity)), entity);
          await this.onBuild('build_started', entity);
          return response;
        } catch (error) {
          if ((error as Error)?.name !== 'NotModifiedError') {
            await this.onBuild('build_failed', entity);
          }
          throw error;
        }
      },
    };
  }

  generator(inner: GeneratorBase): GeneratorBase {
    return {
      run: async options => {
        const folder = key(options.inputDir, options.siteOptions?.name);
        const entity = this.prepared.get(folder);
        this.prepared.delete(folder);
        try {
          await inner.run(options);
        } catch (error) {
          if (entity) {
            await this.onBuild('build_failed', entity);
          }
          throw error;
        }
      },
    };
  }

  publisher(inner: PublisherBase): PublisherBase {
    const publish: PublisherBase['publish'] = async request => {
      try {
        const response = await inner.publish(request);
        await this.onBuild('build_completed', request.entity);
        return response;
      } catch (error) {
        await this.onBuild('build_failed', request.entity);
        throw error;
      }
    };
    return new Proxy(inner, {
      get(target, property) {
        const value = property === 'publish' ? publish : Reflect.get(target, property, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}

function key(folder: string, site?: string) {
  return `${folder}\n${site ?? ''}`;
}

function title(entity: DocumentedEntity) {
  return entity.metadata.title ?? entity.metadata.name;
}
