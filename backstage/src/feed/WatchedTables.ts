import type { Knex } from 'knex';
import type { ChangeSource } from './Change';

/**
 * A trigger, in SQL that PostgreSQL and SQLite both know: `OLD` and `NEW`, `CAST` and `IS DISTINCT FROM`, and no JSON. One
 * per table and operation.
 */
export interface WatchedTrigger {
  table: string;
  on: 'INSERT' | 'UPDATE' | 'DELETE';
  /** Which change of a row is a change. */
  when: string;
  /** A query over other rows, asked where `when` holds: the change is none where this holds, too. */
  unless?: string;
  /** The change, as SQL expressions: source, op, ref, uid, before, after. */
  change: [string, string, string, string, string, string];
  /** Whether Backstage writes many rows with one statement: then they are recorded by one, where the database can. */
  many?: boolean;
}

/**
 * Where the feed finds what it does not record. A body is what a row held before a change; what it held after it stands
 * in the next change of the same row, and after the last one in the row itself. So a body is copied once, when it goes.
 */
export interface Bodies {
  source: ChangeSource;
  table: string;
  /** The column that is the `uid` of the change. */
  id: string;
  /** The column that is its `after`. */
  body: string;
}

/** What the feed must know of a plugin's tables: which columns it reads, and which change of a row is a change. */
export interface WatchedTables {
  /** The columns that the triggers read, with the types in which they are known. */
  columns: Record<string, Record<string, RegExp>>;
  triggers: WatchedTrigger[];
  /** Where the bodies are that no trigger records, if there are any. */
  bodies?: Bodies;
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

/** The name of a trigger, and of its function. */
export function triggerName({ table, on }: Pick<WatchedTrigger, 'table' | 'on'>) {
  return `stagedoor_${table}_${on.toLowerCase()}`;
}
