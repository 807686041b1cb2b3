import type { Knex } from 'knex';
import { BACKFILL, OUTBOX, STATE } from '../outbox/OutboxTables';
import { taken } from './locks';
import type { ExistingRows } from './WatchedTables';

const STEP = 50;

/**
 * Tells of what existed before the triggers, once.
 *
 * The ids are noted in the transaction that installs the triggers. Later each becomes a change, in a transaction of its
 * own that has the row locked: so the change stands in the order of the others about the same row, a row that is gone
 * is not told, and no lock is waited for while another one is held.
 */
export class Backfill {
  private pending = true;

  constructor(
    private readonly knex: Knex,
    private readonly existing: ExistingRows[],
  ) {}

  /** Notes the ids, unless it was done before. */
  async begin(db: Knex): Promise<boolean> {
    if ((await db(STATE).where('backfilled', false).update({ backfilled: true })) === 0) {
      return false;
    }
    for (const { source, ids } of this.existing) {
      await db(BACKFILL).insert(db.from(ids(db).as('rows')).select(db.raw('? AS source', [source]), db.raw('uid')));
    }
    return true;
  }

  /** Makes changes of some rows, and tells of how many; 0 when all is done. */
  async step(): Promise<number> {
    let rows = 0;
    while (this.pending && rows < STEP) {
      this.pending = await this.next();
      rows += this.pending ? 1 : 0;
    }
    return rows;
  }

  private async next(): Promise<boolean> {
    return this.knex.transaction(async trx => {
      const [row] = await taken(trx, trx(BACKFILL).select('source', 'uid').orderBy('source', 'desc').limit(1));
      if (!row) {
        return false;
      }
      const change = await this.existing.find(({ source }) => source === row.source)?.change(trx, row.uid);
      if (change) {
        await trx(OUTBOX).insert({ ...change, source: row.source, uid: row.uid, backfill: true });
      }
      await trx(BACKFILL).where(row).delete();
      return true;
    });
  }
}
