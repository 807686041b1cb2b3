import { createHash } from 'node:crypto';
import type { Change } from '../feed/Change';
import { metadata, type Envelope } from './Envelope';
import { isSignificant } from './significantChange';
import { Unreadable } from './Unreadable';

/** As much of an entity's JSON as is needed here. */
export interface EntityJson {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    name?: string;
    namespace?: string;
    uid?: string;
    etag?: string;
    annotations?: Record<string, string>;
    [key: string]: unknown;
  };
  relations?: unknown;
  status?: unknown;
  [key: string]: unknown;
}

/** What a catalog event contains, and which changes are one. */
export interface CatalogEventSettings {
  source: string;
  /** Whether a change of relations, status or bookkeeping annotations alone is an update. */
  relations: boolean;
  /** Whether the event has all of the entity, or what identifies it. */
  entity: 'identity' | 'full';
}

/** Stagedoor's own limit of an event is 256 KiB; larger entities are sent by their identity alone. */
const LARGEST_ENTITY = 250 * 1024;

/** The event that tells of a changed entity; undefined where it is no change that counts. */
export function entityEvent(change: Change, settings: CatalogEventSettings): Envelope | undefined {
  const before = parse(change, change.before);
  const after = parse(change, change.after);
  if (before && after && !settings.relations && !isSignificant(before, after)) {
    return undefined;
  }
  const entity = after ?? before;
  if (!entity) {
    throw new Unreadable(`the entity ${change.ref} is gone, and nothing recorded what it was`);
  }
  return {
    topic: 'catalog',
    eventPayload: {
      action: change.op,
      entity: settings.entity === 'full' && isSmall(entity) ? entity : identity(entity, change.uid),
    },
    metadata: metadata(change, settings.source, change.ref),
  };
}

/** The event that tells of a changed location. It correlates with the entity that the catalog makes of the location. */
export function locationEvent(change: Change, settings: Pick<CatalogEventSettings, 'source'>): Envelope {
  const written = change.after ?? change.before ?? '';
  const colon = written.indexOf(':');
  const hash = createHash('sha1').update(written).digest('hex');
  return {
    topic: 'catalog',
    eventPayload: {
      action: change.op,
      location: { type: written.slice(0, colon), target: written.slice(colon + 1) },
    },
    metadata: metadata(change, settings.source, `location:default/generated-${hash}`),
  };
}

function identity(entity: EntityJson, uid: string) {
  const { name, namespace } = entity.metadata ?? {};
  return { apiVersion: entity.apiVersion, kind: entity.kind, metadata: { name, namespace: namespace ?? 'default', uid } };
}

function isSmall(entity: EntityJson) {
  return Buffer.byteLength(JSON.stringify(entity)) <= LARGEST_ENTITY;
}

function parse(change: Change, json: string | null): EntityJson | undefined {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch (error) {
    throw new Unreadable(`the entity ${change.ref} in the catalog is no JSON: ${error}`);
  }
}
