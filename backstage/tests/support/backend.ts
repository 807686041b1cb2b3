import { after } from 'node:test';
import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import stagedoor from '../../src/index';

// @backstage/backend-test-utils expects Jest to be around it.
(globalThis as any).afterAll ??= after;

export interface Backend {
  url: string;
  stop(): Promise<void>;
}

/** A real backend with Stagedoor's module in it, on one database for its plugins. */
export async function startBackend(
  features: any[],
  config: object,
  database: (plugin: string) => Knex,
): Promise<Backend> {
  const { mockServices, startTestBackend } = await import('@backstage/backend-test-utils');
  const backend = await startTestBackend({
    features: [
      ...features,
      stagedoor,
      mockServices.rootConfig.factory({ data: config as any }),
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        async factory({ plugin }) {
          return { getClient: async () => database(plugin.getId()) };
        },
      }),
    ],
  });
  return { url: `http://localhost:${backend.server.port()}`, stop: () => backend.stop() };
}

export async function request(url: string, options: { method?: string; body?: unknown } = {}): Promise<any> {
  const response = await fetch(url, {
    method: options.method ?? 'GET',
    headers: { 'content-type': 'application/json' },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${response.status} ${text}`);
  }
  return text ? JSON.parse(text) : undefined;
}
