import type { Knex } from 'knex';
import type { ChangeSource } from './Change';

/** A trigger of PostgreSQL: one per table, on each row, with no condition outside its body (see the README, "Safe"). */
export interface PostgresTrigger {
  table: string;
  on: string;
  /** Statements of PL/pgSQL that call `stagedoor_record(source, op, ref, uid, before, after)`. */
  body: string;
}

/** A trigger of SQLite: one per table and operation. */
export interface SqliteTrigger {
  table: string;
  on: 'INSERT' | 'UPDATE' | 'DELETE';
  when: string;
  /** The change, as SQL expressions: source, op, ref, uid, before, after. */
  change: [string, string, string, string, string, string];
}

/** What the feed must know of a plugin's tables: which columns it reads, and which change of a row is a change. */
export interface WatchedTables {
  /** The columns that the triggers read, with the types in which they are known. */
  columns: Record<string, Record<string, RegExp>>;
  postgres: PostgresTrigger[];
  sqlite: SqliteTrigger[];
  /** What can be told of rows that were there before the triggers. */
  existing: ExistingRows[];
}

/** How to tell of rows that were there before the triggers. */
export interface ExistingRows {
  source: ChangeSource;
  /** The ids of all rows that are worth telling. */
  ids(db: Knex): Knex.QueryBuilder;
  /** The change that tells of this row, locked until the transaction ends; undefined if the row is gone. */
  change(db: Knex, uid: string): Promise<{ op: string; ref: string; after: string } | undefined>;
}

/** `text` and `varchar` are what PostgreSQL and SQLite call them; `uuid` and `char` are PostgreSQL's and SQLite's ids. */
export const TEXT = /^(text|(character )?varying|character varying|varchar)$/i;
export const ID = /^(uuid|char|character|text|character varying|varchar)$/i;
