/** Where in Backstage a change happened. It decides the channel of the event. */
export type ChangeSource = 'entity' | 'location' | 'task' | 'techdocs';

/** A change that Backstage has committed and that has not been told yet. */
export interface Change {
  /** A UUID, made with the change. It becomes the `eventId`, the same however often the event is sent. */
  id: string;
  source: ChangeSource;
  /** What happened, in the words of the contract's `action`. */
  op: string;
  /** What it happened to. Changes with the same ref are told in their order. */
  ref: string;
  /** The id of the row in Backstage: of the entity, the location or the task. */
  uid: string;
  /** The entity's JSON before the change, where there was one. */
  before: string | null;
  /** The entity's JSON after the change, where there is one. */
  after: string | null;
  /** Whether it existed before this module did, and is told because of `backfill: true`. */
  backfill: boolean;
  at: Date;
  /** How often the broker has refused it. */
  attempts: number;
}

/** What became of a change that was handed over. */
export type Fate =
  /** The broker has it, or nobody needs to know of it: the feed forgets it. */
  | { kind: 'done' }
  /** The broker does not want this one: the feed hands it over again later, and after some attempts sets it aside. */
  | { kind: 'refused'; reason: string }
  /** The broker does not let us send to this address: as above, but nothing counts against the change. */
  | { kind: 'postponed'; reason: string }
  /** The broker could not be asked, or has no room: the feed keeps it, and nothing counts against it. */
  | { kind: 'waiting'; reason: string };
