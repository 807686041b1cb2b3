import type { Knex } from 'knex';
import type { Change, Fate } from '../feed/Change';
import type { Backlog, Drained } from '../feed/ChangeFeed';
import type { Bodies } from '../feed/WatchedTables';
import { CHANGE_COLUMNS, OUTBOX, SET_ASIDE } from './OutboxTables';

/** How many changes one round takes. */
export const BATCH = 100;

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 5 * 60_000;
const POSTPONED_MS = 30_000;

type Row = Change & { seq: string | number };

/** The rows of the outbox. Knows nothing of brokers, and leaves it to its caller in which transaction it works. */
export class Outbox {
  constructor(
    /** After how many refusals a change is set aside. */
    private readonly attempts: number,
    private readonly onSetAside: (change: Change, reason: string) => void,
  ) {}

  async isEmpty(db: Knex): Promise<boolean> {
    return (await db(OUTBOX).select('seq').limit(1)).length === 0;
  }

  /**
   * The oldest changes, without those of a ref whose first one was refused and has to wait: later ones must not
   * overtake it. One statement, and so one moment, for the outbox and for the bodies that stand elsewhere.
   */
  async oldest(db: Knex, bodies?: Bodies): Promise<Row[]> {
    const now = new Date().toISOString();
    const rows = await db({ change: OUTBOX })
      .select('seq', ...CHANGE_COLUMNS.filter(column => column !== 'after'))
      .select(db.raw(`${bodies ? after(bodies) : 'after'} AS after`))
      .whereNotIn('ref', db(OUTBOX).select('ref').where('retry_at', '>', now))
      .orderBy('seq')
      .limit(BATCH);
    return rows.map(row => ({ ...row, at: new Date(row.at), backfill: Boolean(row.backfill) }));
  }

  /** Writes the bodies that stand elsewhere into the changes that wait: from here on they need nothing else. */
  async complete(db: Knex, bodies: Bodies) {
    await db.raw(`UPDATE ${OUTBOX} AS change SET after = ${after(bodies)}
      WHERE after IS NULL AND op <> 'deleted' AND source = '${bodies.source}'`);
  }

  /** Deletes what is done, postpones what was refused, sets aside what was refused too often, and keeps the rest. */
  async settle(db: Knex, rows: Row[], fates: Map<string, Fate>): Promise<Drained> {
    const more = rows.length === BATCH || fates.size < rows.length;
    const drained: Drained = { done: 0, refused: 0, setAside: 0, waiting: 0, more };
    const done: Row[] = [];
    for (const row of rows) {
      const fate = fates.get(row.id);
      if (fate?.kind === 'done') {
        done.push(row);
      } else if (fate?.kind === 'refused') {
        drained.refused++;
        if (await this.refuse(db, row, fate.reason)) {
          drained.setAside++;
          drained.more = true;
        }
      } else if (fate?.kind === 'postponed') {
        await this.postpone(db, row, row.attempts, POSTPONED_MS);
      } else if (fate?.kind === 'waiting') {
        drained.waiting++;
      }
    }
    await db(OUTBOX)
      .whereIn('seq', done.map(row => row.seq))
      .delete();
    drained.done = done.length;
    return drained;
  }

  /** Whether the change was set aside. */
  private async refuse(db: Knex, row: Row, reason: string): Promise<boolean> {
    const attempts = row.attempts + 1;
    if (attempts < this.attempts) {
      const pause = Math.min(FIRST_RETRY_MS * 2 ** row.attempts, LONGEST_RETRY_MS);
      await this.postpone(db, row, attempts, pause);
      return false;
    }
    const { seq, at, ...change } = row;
    await db(SET_ASIDE).insert({ ...change, at: at.toISOString(), attempts, reason }).onConflict('id').ignore();
    await db(OUTBOX).where('seq', seq).delete();
    this.onSetAside(row, reason);
    return true;
  }

  private async postpone(db: Knex, row: Row, attempts: number, ms: number) {
    await db(OUTBOX)
      .where('seq', row.seq)
      .update({ attempts, retry_at: new Date(Date.now() + ms).toISOString() });
  }

  /** Deletes what is older than that, and tells how many changes that were. */
  async expire(db: Knex, ageMs: number): Promise<number> {
    return db(OUTBOX)
      .where('at', '<', new Date(Date.now() - ageMs).toISOString())
      .delete();
  }

  async backlog(db: Knex): Promise<Backlog> {
    const [waiting] = await db(OUTBOX).count({ rows: '*' }).min({ oldest: 'at' });
    const [aside] = await db(SET_ASIDE).count({ rows: '*' });
    const oldest = waiting.oldest ? new Date(waiting.oldest).getTime() : Date.now();
    return {
      rows: Number(waiting.rows),
      oldestAge: Math.max(0, (Date.now() - oldest) / 1000),
      setAside: Number(aside.rows),
    };
  }
}

/**
 * What the row of a change held after it: as recorded, or as its next change found it, or as it is now. A change that has
 * its own `after` is not the next one: it was set aside, and is sent again behind those that followed it.
 */
function after({ source, table, id, body }: Bodies) {
  return `coalesce(change.after, CASE WHEN change.source = '${source}' AND change.op <> 'deleted' THEN coalesce(
    (SELECT later.before FROM ${OUTBOX} AS later
      WHERE later.uid = change.uid AND later.seq > change.seq AND later.before IS NOT NULL AND later.after IS NULL
      ORDER BY later.seq LIMIT 1),
    (SELECT ${body} FROM ${table} WHERE ${id} = change.uid)) END)`;
}
