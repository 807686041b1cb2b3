import { OUTBOX, STATE } from '../outbox/OutboxTables';
import type { PostgresTrigger } from './WatchedTables';

/** The sequence that numbers the changes; a number is taken also for one that is not recorded. */
export const SEQUENCE = `${OUTBOX}_seq_seq`;

/** The function that all triggers call, as DROP FUNCTION wants it. */
export const RECORD = 'stagedoor_record(text, text, text, text, text, text)';

/** The name of a trigger, and of its function. */
export function triggerName(trigger: PostgresTrigger) {
  return `stagedoor_${trigger.table}`;
}

/** The function that records a change, unless nobody has drained for so long that the outbox is full. */
export function recordFunction(channel: string) {
  return `CREATE OR REPLACE FUNCTION stagedoor_record(
  p_source text, p_op text, p_ref text, p_uid text, p_before text, p_after text
) RETURNS void LANGUAGE plpgsql AS $stagedoor$
DECLARE
  next bigint := nextval('${SEQUENCE}');
BEGIN
  IF next <= (SELECT limit_seq FROM ${STATE}) THEN
    INSERT INTO ${OUTBOX} (seq, source, op, ref, uid, before, after)
      VALUES (next, p_source, p_op, p_ref, p_uid, p_before, p_after);
    PERFORM pg_notify('${channel}', '');
  END IF;
END
$stagedoor$`;
}

/** The statements that make a trigger anew. */
export function createTrigger(trigger: PostgresTrigger): string[] {
  const name = triggerName(trigger);
  return [
    triggerFunction(trigger),
    `DROP TRIGGER IF EXISTS ${name} ON ${trigger.table}`,
    `CREATE TRIGGER ${name} AFTER ${trigger.on} ON ${trigger.table} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
  ];
}

/** A fault of ours is a warning in PostgreSQL's log; it never is a failure of the write. */
function triggerFunction(trigger: PostgresTrigger) {
  return `CREATE OR REPLACE FUNCTION ${triggerName(trigger)}() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $stagedoor$
BEGIN
  BEGIN${trigger.body}
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'stagedoor: a change of % was not recorded: %', TG_TABLE_NAME, SQLERRM;
  END;
  RETURN NULL;
END
$stagedoor$`;
}
