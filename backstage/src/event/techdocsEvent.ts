import type { Change } from '../feed/Change';
import { metadata, type Envelope } from './Envelope';

/** The event that tells of a build of documentation. */
export function techdocsEvent(change: Change, source: string): Envelope {
  return {
    topic: 'techdocs',
    eventPayload: { action: change.op, entityRef: change.ref, buildTimestamp: change.at.toISOString() },
    metadata: metadata(change, source, change.ref),
  };
}
