/**
 * The tables of the outbox, in each dialect. They stand in the plugin's own database (or schema).
 *
 * stagedoor_outbox: the changes that wait, in the order of `seq`. stagedoor_set_aside: those that the broker refused too
 * often. stagedoor_backfill: what existed at the start and is still to be told. stagedoor_state: one row.
 * `limit_seq` in it ends what the triggers record when nobody drains: an uninstalled module must not fill a disk.
 */
export const OUTBOX = 'stagedoor_outbox';
export const SET_ASIDE = 'stagedoor_set_aside';
export const BACKFILL = 'stagedoor_backfill';
export const STATE = 'stagedoor_state';

const SQLITE_UUID = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
  || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;
const SQLITE_NOW = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

/** What a change is, in the columns of both the outbox and the changes set aside. */
export const CHANGE_COLUMNS = ['id', 'source', 'op', 'ref', 'uid', 'before', 'after', 'backfill', 'at', 'attempts'];

/** Those that need no type or function of one database; the index finds the next change of a row. */
const SHARED_TABLES = [
  `CREATE INDEX IF NOT EXISTS ${OUTBOX}_before ON ${OUTBOX} (uid, seq) WHERE before IS NOT NULL`,
  `CREATE TABLE IF NOT EXISTS ${BACKFILL} (
    source text NOT NULL,
    uid text NOT NULL,
    PRIMARY KEY (source, uid)
  )`,
  `CREATE TABLE IF NOT EXISTS ${STATE} (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    installed text,
    limit_seq bigint NOT NULL,
    skipped bigint NOT NULL DEFAULT 0,
    backfilled boolean NOT NULL DEFAULT false
  )`,
];

export const POSTGRES_TABLES = [
  `CREATE TABLE IF NOT EXISTS ${OUTBOX} (
    seq bigserial PRIMARY KEY,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    source text NOT NULL,
    op text NOT NULL,
    ref text NOT NULL,
    uid text NOT NULL,
    before text,
    after text,
    backfill boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts integer NOT NULL DEFAULT 0,
    retry_at timestamptz
  ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
  // A body that fits a page stays in its row: neither compressed nor put beside it in pieces, for it is soon gone.
  `ALTER TABLE ${OUTBOX} SET (toast_tuple_target = 8160)`,
  `CREATE INDEX IF NOT EXISTS ${OUTBOX}_retry ON ${OUTBOX} (retry_at) WHERE retry_at IS NOT NULL`,
  `CREATE TABLE IF NOT EXISTS ${SET_ASIDE} (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    op text NOT NULL,
    ref text NOT NULL,
    uid text NOT NULL,
    before text,
    after text,
    backfill boolean NOT NULL,
    at timestamptz NOT NULL,
    attempts integer NOT NULL,
    reason text NOT NULL,
    set_aside_at timestamptz NOT NULL DEFAULT now()
  )`,
  ...SHARED_TABLES,
];

export const SQLITE_TABLES = [
  `CREATE TABLE IF NOT EXISTS ${OUTBOX} (
    seq integer PRIMARY KEY AUTOINCREMENT,
    id text NOT NULL DEFAULT (${SQLITE_UUID}),
    source text NOT NULL,
    op text NOT NULL,
    ref text NOT NULL,
    uid text NOT NULL,
    before text,
    after text,
    backfill boolean NOT NULL DEFAULT false,
    at text NOT NULL DEFAULT (${SQLITE_NOW}),
    attempts integer NOT NULL DEFAULT 0,
    retry_at text
  )`,
  `CREATE INDEX IF NOT EXISTS ${OUTBOX}_retry ON ${OUTBOX} (retry_at) WHERE retry_at IS NOT NULL`,
  `CREATE TABLE IF NOT EXISTS ${SET_ASIDE} (
    id text PRIMARY KEY,
    source text NOT NULL,
    op text NOT NULL,
    ref text NOT NULL,
    uid text NOT NULL,
    before text,
    after text,
    backfill boolean NOT NULL,
    at text NOT NULL,
    attempts integer NOT NULL,
    reason text NOT NULL,
    set_aside_at text NOT NULL DEFAULT (${SQLITE_NOW})
  )`,
  ...SHARED_TABLES,
];

/** The outbox alone goes last: the triggers write to it until they are gone. */
export const DROP_TABLES = [BACKFILL, SET_ASIDE, STATE, OUTBOX].map(table => `DROP TABLE IF EXISTS ${table}`);
