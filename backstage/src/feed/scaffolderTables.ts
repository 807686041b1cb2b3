import { ID, TEXT, type WatchedTables } from './WatchedTables';

const WAS_CANCELLED = `EXISTS (SELECT 1 FROM task_events WHERE task_id = NEW.id AND event_type = 'cancelled')`;
const IS_OVER = `EXISTS (SELECT 1 FROM task_events WHERE task_id = NEW.task_id AND event_type = 'cancelled' AND id <> NEW.id)
      OR EXISTS (SELECT 1 FROM tasks WHERE id = NEW.task_id AND status IN ('completed', 'failed', 'cancelled'))`;

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
  triggers: [
    {
      table: 'tasks',
      on: 'INSERT',
      when: 'true',
      change: [`'task'`, `'created'`, 'CAST(NEW.id AS text)', 'CAST(NEW.id AS text)', 'NULL', 'NULL'],
    },
    {
      table: 'tasks',
      on: 'UPDATE',
      when: `OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('processing', 'completed', 'failed', 'cancelled')`,
      unless: `NEW.status IN ('failed', 'cancelled') AND ${WAS_CANCELLED}`,
      change: [`'task'`, 'NEW.status', 'CAST(NEW.id AS text)', 'CAST(NEW.id AS text)', 'NULL', 'NULL'],
    },
    {
      table: 'task_events',
      on: 'INSERT',
      when: `NEW.event_type = 'cancelled'`,
      unless: IS_OVER,
      change: [`'task'`, `'cancelled'`, 'CAST(NEW.task_id AS text)', 'CAST(NEW.task_id AS text)', 'NULL', 'NULL'],
    },
  ],
  existing: [],
};
