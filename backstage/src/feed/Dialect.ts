import type { Knex } from 'knex';

/** The state of the outbox's sequence, for the limit of its length. */
export interface Sequence {
  /** The last number given to a change. */
  last: number;
  /** The last number that the triggers may give. */
  limit: number;
  /** How many changes the triggers did not record because of the limit, since the outbox was made. */
  skipped: number;
}

/** What differs between the databases. */
export interface Dialect {
  /** Takes away what could be in the way of the plugin's migrations. */
  beforeMigrations(): Promise<void>;

  /** Whether tables and triggers are there, all of them and as this version makes them. */
  isInstalled(): Promise<boolean>;

  /** Makes tables and triggers, and runs `withTables` in the same transaction, while nobody else can write. */
  install(limit: number, withTables: (db: Knex) => Promise<void>): Promise<void>;

  removeTriggers(): Promise<void>;

  /** Removes triggers, functions and tables; tells how many changes went with them. */
  remove(): Promise<number>;

  /** Runs `work` unless another replica is at it. */
  turn<T>(work: (db: Knex) => Promise<T>): Promise<T | undefined>;

  /** Calls back when a change was recorded, where the database can tell. */
  onChange(wake: () => void): void;

  /**
   * Sees to it that the database can tell, and that no replica of an earlier version drains; to be called before `install`
   * and now and then, for a connection may have been lost.
   */
  listen(): Promise<void>;

  sequence(): Promise<Sequence>;

  /** Lets the triggers give numbers up to this one. */
  setLimit(limit: number): Promise<void>;

  close(): Promise<void>;
}
