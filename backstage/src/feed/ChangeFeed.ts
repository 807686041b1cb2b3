import type { Change, Fate } from './Change';

/** Takes changes, in order, and says what became of each, by its id. A change without a fate was not looked at. */
export type Tell = (changes: Change[]) => Promise<Map<string, Fate>>;

/** What one round of draining did. */
export interface Drained {
  done: number;
  refused: number;
  setAside: number;
  waiting: number;
  /** Whether there may be more changes at hand, so that it is worthwhile to drain again at once. */
  more: boolean;
}

/** The changes that nobody will be told of, since the call before. */
export interface Lost {
  /** Too old. */
  expired: number;
  /** Not recorded, because too many were waiting. */
  skipped: number;
}

/** What waits in a feed. */
export interface Backlog {
  rows: number;
  /** Seconds; 0 where nothing waits. */
  oldestAge: number;
  setAside: number;
}

/**
 * The changes of one Backstage plugin, each recorded with the transaction that made it and kept until it is told.
 *
 * Today's only implementation records them by triggers into an outbox in the plugin's database ({@link TriggerFeed}). An
 * official change feed of Backstage would be another one; nothing outside this folder knows about tables.
 */
export interface ChangeFeed {
  /**
   * Before the plugin's migrations. Takes away what could be in their way.
   */
  beforeMigrations(): Promise<void>;

  /**
   * After the plugin's migrations and before its engine starts. From here on changes are recorded. What the feed does
   * not know it leaves alone, and says so in the log; only an error that somebody should look at is thrown.
   */
  start(): Promise<void>;

  /** Takes everything away that the feed ever put into the plugin's database. */
  remove(): Promise<void>;

  /** Calls back soon after a change was recorded. It may be called without one. */
  onChange(wake: () => void): void;

  /**
   * Hands the oldest changes to `tell` and forgets or keeps each by its fate. One replica drains at a time: the others
   * get undefined.
   */
  drain(tell: Tell): Promise<Drained | undefined>;

  /** Keeps the limits of age and count, and says in the log when one is reached. To be called every few seconds. */
  upkeep(): Promise<Lost>;

  backlog(): Promise<Backlog>;

  stop(): Promise<void>;
}
