import type { Change } from '../feed/Change';

/** What is said of an event itself, in each channel. */
export interface EventMetadata {
  source: string;
  eventId: string;
  timestamp: string;
  correlationId?: string;
  /** Only where it is true: it existed before Stagedoor did. */
  backfill?: true;
}

/** An event as the contract has it. */
export interface Envelope {
  topic: string;
  eventPayload: Record<string, unknown>;
  metadata: EventMetadata;
}

/** The metadata of the event that tells of a change. */
export function metadata(change: Change, source: string, correlationId: string): EventMetadata {
  return {
    source,
    eventId: change.id,
    timestamp: change.at.toISOString(),
    correlationId,
    ...(change.backfill && { backfill: true as const }),
  };
}
