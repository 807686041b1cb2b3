import { isDeepStrictEqual } from 'node:util';
import type { EntityJson } from './catalogEvent';

const BOOKKEEPING = ['backstage.io/orphan'];

/**
 * Whether somebody changed the entity itself: not its relations, which change with other entities, not its status, and
 * not what the catalog notes about it. The etag is a hash of all of these.
 */
export function isSignificant(before: EntityJson, after: EntityJson): boolean {
  return !isDeepStrictEqual(own(before), own(after));
}

function own({ relations: _relations, status: _status, metadata, ...entity }: EntityJson) {
  const { etag: _etag, annotations, ...rest } = metadata ?? {};
  const kept = Object.entries(annotations ?? {}).filter(([name]) => !BOOKKEEPING.includes(name));
  return { ...entity, metadata: { ...rest, annotations: Object.fromEntries(kept) } };
}
