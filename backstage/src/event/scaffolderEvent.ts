import type { Change } from '../feed/Change';
import { metadata, type Envelope } from './Envelope';

/** What may be told of a task. The rest of it (parameters, secrets, the user's profile) is nobody's business. */
export interface TaskFacts {
  templateRef?: string;
  createdBy?: string;
}

/** `kind:namespace/name`, and so never an e-mail address. */
const ENTITY_REF = /^[a-z][a-z0-9+.-]*:[a-z0-9_.-]+\/[a-z0-9_.-]+$/i;

/** The event that tells of a task's new status. */
export function taskEvent(change: Change, facts: TaskFacts, source: string): Envelope {
  return {
    topic: 'scaffolder',
    eventPayload: { action: change.op, taskId: change.uid, ...facts },
    metadata: metadata(change, source, change.uid),
  };
}

/** Takes what may be told out of a row of the tasks' table: two references, where they are references. */
export function taskFacts(row?: { spec?: string; created_by?: string | null }): TaskFacts {
  return {
    ...reference('templateRef', templateOf(row?.spec)),
    ...reference('createdBy', row?.created_by),
  };
}

function templateOf(spec?: string): unknown {
  try {
    return JSON.parse(spec ?? '{}')?.templateInfo?.entityRef;
  } catch {
    // A task whose specification cannot be read is told without its template.
    return undefined;
  }
}

function reference(key: keyof TaskFacts, value: unknown): TaskFacts {
  return typeof value === 'string' && ENTITY_REF.test(value) ? { [key]: value } : {};
}
