import { locked } from './locks';
import { ID, TEXT, type WatchedTables } from './WatchedTables';

/**
 * The catalog's tables. `final_entities` has an entity as the API shows it; `refresh_state` is written every loop and
 * has no trigger. Before catalog 4.0 a row begins empty, so that "created" is either an INSERT with an entity or the
 * UPDATE that brings the first one. A location is written as Backstage writes its reference, `type:target`.
 */
export const catalogTables: WatchedTables = {
  columns: {
    final_entities: { entity_id: ID, entity_ref: TEXT, final_entity: TEXT },
    locations: { id: ID, type: TEXT, target: TEXT },
  },
  postgres: [
    {
      table: 'final_entities',
      on: 'INSERT OR UPDATE OR DELETE',
      body: `
    IF TG_OP = 'DELETE' THEN
      IF OLD.final_entity IS NOT NULL THEN
        PERFORM stagedoor_record('entity', 'deleted', OLD.entity_ref, OLD.entity_id::text, OLD.final_entity, NULL);
      END IF;
    ELSIF NEW.final_entity IS NULL THEN
      NULL;
    ELSIF TG_OP = 'INSERT' THEN
      PERFORM stagedoor_record('entity', 'created', NEW.entity_ref, NEW.entity_id::text, NULL, NEW.final_entity);
    ELSIF OLD.final_entity IS NULL THEN
      PERFORM stagedoor_record('entity', 'created', NEW.entity_ref, NEW.entity_id::text, NULL, NEW.final_entity);
    ELSIF OLD.final_entity <> NEW.final_entity THEN
      PERFORM stagedoor_record('entity', 'updated', NEW.entity_ref, NEW.entity_id::text, OLD.final_entity, NEW.final_entity);
    END IF;`,
    },
    {
      table: 'locations',
      on: 'INSERT OR UPDATE OR DELETE',
      body: `
    IF TG_OP = 'DELETE' THEN
      IF OLD.type <> 'bootstrap' THEN
        PERFORM stagedoor_record('location', 'removed', 'location:' || OLD.id::text, OLD.id::text, OLD.type || ':' || OLD.target, NULL);
      END IF;
    ELSIF NEW.type = 'bootstrap' THEN
      NULL;
    ELSIF TG_OP = 'INSERT' THEN
      PERFORM stagedoor_record('location', 'added', 'location:' || NEW.id::text, NEW.id::text, NULL, NEW.type || ':' || NEW.target);
    ELSIF OLD.type <> NEW.type OR OLD.target <> NEW.target THEN
      PERFORM stagedoor_record('location', 'updated', 'location:' || NEW.id::text, NEW.id::text, OLD.type || ':' || OLD.target, NEW.type || ':' || NEW.target);
    END IF;`,
    },
  ],
  sqlite: [
    {
      table: 'final_entities',
      on: 'INSERT',
      when: 'NEW.final_entity IS NOT NULL',
      change: [`'entity'`, `'created'`, 'NEW.entity_ref', 'NEW.entity_id', 'NULL', 'NEW.final_entity'],
    },
    {
      table: 'final_entities',
      on: 'UPDATE',
      when: 'NEW.final_entity IS NOT NULL AND OLD.final_entity IS NOT NEW.final_entity',
      change: [
        `'entity'`,
        `CASE WHEN OLD.final_entity IS NULL THEN 'created' ELSE 'updated' END`,
        'NEW.entity_ref',
        'NEW.entity_id',
        'OLD.final_entity',
        'NEW.final_entity',
      ],
    },
    {
      table: 'final_entities',
      on: 'DELETE',
      when: 'OLD.final_entity IS NOT NULL',
      change: [`'entity'`, `'deleted'`, 'OLD.entity_ref', 'OLD.entity_id', 'OLD.final_entity', 'NULL'],
    },
    {
      table: 'locations',
      on: 'INSERT',
      when: `NEW.type <> 'bootstrap'`,
      change: [`'location'`, `'added'`, `'location:' || NEW.id`, 'NEW.id', 'NULL', `NEW.type || ':' || NEW.target`],
    },
    {
      table: 'locations',
      on: 'UPDATE',
      when: `NEW.type <> 'bootstrap' AND (OLD.type <> NEW.type OR OLD.target <> NEW.target)`,
      change: [
        `'location'`,
        `'updated'`,
        `'location:' || NEW.id`,
        'NEW.id',
        `OLD.type || ':' || OLD.target`,
        `NEW.type || ':' || NEW.target`,
      ],
    },
    {
      table: 'locations',
      on: 'DELETE',
      when: `OLD.type <> 'bootstrap'`,
      change: [`'location'`, `'removed'`, `'location:' || OLD.id`, 'OLD.id', `OLD.type || ':' || OLD.target`, 'NULL'],
    },
  ],
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
