import { OUTBOX, STATE } from '../outbox/OutboxTables';
import { triggerName, type WatchedTrigger } from './WatchedTables';

/** The sequence that numbers the changes; a number is taken also for one that is not recorded. */
export const SEQUENCE = `${OUTBOX}_seq_seq`;

/** A function that the triggers of earlier versions call. */
export const DROP_EARLIER_FUNCTION = 'DROP FUNCTION IF EXISTS stagedoor_record(text, text, text, text, text, text)';

/** What a statement wrote, by the names that its trigger gives it. */
const TRANSITION = { INSERT: 'NEW', UPDATE: undefined, DELETE: 'OLD' } as const;

/**
 * The statements that make a trigger.
 *
 * One for each row where Backstage writes one row at a time, which is all that an UPDATE does. One for each statement
 * where it writes many: deletions by a foreign key, a thousand of them, are one statement to their trigger.
 */
export function createTrigger(trigger: WatchedTrigger, channel: string): string[] {
  const name = triggerName(trigger);
  const rows = trigger.many ? TRANSITION[trigger.on] : undefined;
  const scope = rows ? `REFERENCING ${rows} TABLE AS stagedoor_rows FOR EACH STATEMENT` : 'FOR EACH ROW';
  return [
    triggerFunction(trigger, channel, rows),
    `CREATE TRIGGER ${name} AFTER ${trigger.on} ON ${trigger.table} ${scope} EXECUTE FUNCTION ${name}()`,
  ];
}

/**
 * A fault of ours is a warning in PostgreSQL's log; it never is a failure of the write. So all that names a column is
 * inside the block.
 *
 * When nobody has drained for so long that the outbox is full, a change takes its number and is not recorded.
 */
function triggerFunction(trigger: WatchedTrigger, channel: string, rows?: 'OLD' | 'NEW') {
  const { when, unless, change } = trigger;
  const conditions = [...(rows ? [when] : []), ...(unless ? [`NOT (${unless})`] : [])];
  const from = rows ? ` FROM stagedoor_rows AS ${rows}` : '';
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const record = `
      INSERT INTO ${OUTBOX} (seq, source, op, ref, uid, before, after)
        SELECT * FROM (SELECT nextval('${SEQUENCE}') AS seq, ${change.join(', ')}${from}${where}) AS change
        WHERE seq <= (SELECT limit_seq FROM ${STATE});
      IF FOUND THEN
        PERFORM pg_notify('${channel}', '');
      END IF;`;
  return `CREATE OR REPLACE FUNCTION ${triggerName(trigger)}() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $stagedoor$
#variable_conflict use_column
BEGIN
  BEGIN${rows ? record : `
    IF ${when} THEN${record}
    END IF;`}
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'stagedoor: a change of % was not recorded: %', TG_TABLE_NAME, SQLERRM;
  END;
  RETURN NULL;
END
$stagedoor$`;
}
