import { locked } from './locks';
import { ID, TEXT, type WatchedTables } from './WatchedTables';

type Row = 'OLD' | 'NEW';
const idOf = (row: Row) => `CAST(${row}.id AS text)`;
const reference = (row: Row) => `'location:' || ${idOf(row)}`;
const written = (row: Row) => `${row}.type || ':' || ${row}.target`;

/**
 * The catalog's tables. `final_entities` has an entity as the API shows it; `refresh_state` is written every loop and
 * has no trigger. Before catalog 4.0 a row begins empty, so that "created" is either an INSERT with an entity or the
 * UPDATE that brings the first one; a row that is emptied is deleted to whoever asks the API. A location is written as
 * Backstage writes its reference, `type:target`.
 */
export const catalogTables: WatchedTables = {
  columns: {
    final_entities: { entity_id: TEXT, entity_ref: TEXT, final_entity: TEXT },
    locations: { id: ID, type: TEXT, target: TEXT },
  },
  triggers: [
    {
      table: 'final_entities',
      on: 'INSERT',
      when: 'NEW.final_entity IS NOT NULL',
      change: [`'entity'`, `'created'`, 'NEW.entity_ref', 'NEW.entity_id', 'NULL', 'NULL'],
      many: true,
    },
    {
      table: 'final_entities',
      on: 'UPDATE',
      when: 'OLD.final_entity IS DISTINCT FROM NEW.final_entity',
      change: [
        `'entity'`,
        `CASE WHEN OLD.final_entity IS NULL THEN 'created' WHEN NEW.final_entity IS NULL THEN 'deleted' ELSE 'updated' END`,
        'NEW.entity_ref',
        'NEW.entity_id',
        'OLD.final_entity',
        'NULL',
      ],
    },
    {
      table: 'final_entities',
      on: 'DELETE',
      when: 'OLD.final_entity IS NOT NULL',
      change: [`'entity'`, `'deleted'`, 'OLD.entity_ref', 'OLD.entity_id', 'OLD.final_entity', 'NULL'],
      many: true,
    },
    {
      table: 'locations',
      on: 'INSERT',
      when: `NEW.type <> 'bootstrap'`,
      change: [`'location'`, `'added'`, reference('NEW'), idOf('NEW'), 'NULL', written('NEW')],
    },
    {
      table: 'locations',
      on: 'UPDATE',
      when: `NEW.type <> 'bootstrap' AND (OLD.type <> NEW.type OR OLD.target <> NEW.target)`,
      change: [`'location'`, `'updated'`, reference('NEW'), idOf('NEW'), written('OLD'), written('NEW')],
    },
    {
      table: 'locations',
      on: 'DELETE',
      when: `OLD.type <> 'bootstrap'`,
      change: [`'location'`, `'removed'`, reference('OLD'), idOf('OLD'), written('OLD'), 'NULL'],
    },
  ],
  bodies: { source: 'entity', table: 'final_entities', id: 'entity_id', body: 'final_entity' },
  existing: [
    {
      source: 'location',
      ids: db => db('locations').select('id as uid').whereNot('type', 'bootstrap'),
      async change(db, uid) {
        const [row] = await locked(db, db('locations').select('id', 'type', 'target').where('id', uid));
        return row && { op: 'added', ref: `location:${row.id}`, after: `${row.type}:${row.target}` };
      },
    },
    {
      source: 'entity',
      ids: db => db('final_entities').select('entity_id as uid').whereNotNull('final_entity'),
      async change(db, uid) {
        const [row] = await locked(
          db,
          db('final_entities').select('entity_ref', 'final_entity').where('entity_id', uid).whereNotNull('final_entity'),
        );
        return row && { op: 'created', ref: row.entity_ref, after: row.final_entity };
      },
    },
  ],
};
