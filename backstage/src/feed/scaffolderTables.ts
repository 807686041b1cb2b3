import { ID, TEXT, type WatchedTables } from './WatchedTables';

const WAS_CANCELLED = `EXISTS (SELECT 1 FROM task_events WHERE task_id = NEW.id AND event_type = 'cancelled')`;
const CANCELS_FIRST = `NOT EXISTS (SELECT 1 FROM task_events WHERE task_id = NEW.task_id AND event_type = 'cancelled' AND id <> NEW.id)
      AND NOT EXISTS (SELECT 1 FROM tasks WHERE id = NEW.task_id AND status IN ('completed', 'failed', 'cancelled'))`;

/**
 * The scaffolder's tables. Only a task's id and status are recorded: `spec` has the template's parameters in it and
 * `secrets` has secrets, and neither is touched.
 *
 * A retry and a recovery set the status back to `open`: that is no second `created`, and `processing` follows. A
 * cancellation is a row of `task_events`; the task fails afterwards, and that is no second end.
 */
export const scaffolderTables: WatchedTables = {
  columns: {
    tasks: { id: ID, status: TEXT, spec: TEXT, created_by: TEXT },
    task_events: { id: /^(bigint|integer)$/i, task_id: ID, event_type: TEXT },
  },
  postgres: [
    {
      table: 'tasks',
      on: 'INSERT OR UPDATE',
      body: `
    IF TG_OP = 'INSERT' THEN
      PERFORM stagedoor_record('task', 'created', NEW.id::text, NEW.id::text, NULL, NULL);
    ELSIF OLD.status IS NOT DISTINCT FROM NEW.status THEN
      NULL;
    ELSIF NEW.status IN ('processing', 'completed') THEN
      PERFORM stagedoor_record('task', NEW.status, NEW.id::text, NEW.id::text, NULL, NULL);
    ELSIF NEW.status IN ('failed', 'cancelled') THEN
      IF NOT ${WAS_CANCELLED} THEN
        PERFORM stagedoor_record('task', NEW.status, NEW.id::text, NEW.id::text, NULL, NULL);
      END IF;
    END IF;`,
    },
    {
      table: 'task_events',
      on: 'INSERT',
      body: `
    IF NEW.event_type = 'cancelled' THEN
      IF ${CANCELS_FIRST} THEN
        PERFORM stagedoor_record('task', 'cancelled', NEW.task_id::text, NEW.task_id::text, NULL, NULL);
      END IF;
    END IF;`,
    },
  ],
  sqlite: [
    {
      table: 'tasks',
      on: 'INSERT',
      when: 'true',
      change: [`'task'`, `'created'`, 'NEW.id', 'NEW.id', 'NULL', 'NULL'],
    },
    {
      table: 'tasks',
      on: 'UPDATE',
      when: `OLD.status IS NOT NEW.status AND (NEW.status IN ('processing', 'completed')
      OR NEW.status IN ('failed', 'cancelled') AND NOT ${WAS_CANCELLED})`,
      change: [`'task'`, 'NEW.status', 'NEW.id', 'NEW.id', 'NULL', 'NULL'],
    },
    {
      table: 'task_events',
      on: 'INSERT',
      when: `NEW.event_type = 'cancelled' AND ${CANCELS_FIRST}`,
      change: [`'task'`, `'cancelled'`, 'NEW.task_id', 'NEW.task_id', 'NULL', 'NULL'],
    },
  ],
  existing: [],
};
