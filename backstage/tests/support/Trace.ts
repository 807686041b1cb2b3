import type { Knex } from 'knex';
import type { Arrived } from './FakeBroker';

/** The truth about the catalog's table, kept by a trigger that shares nothing with the module. */
export class Trace {
  constructor(private readonly knex: Knex) {}

  async install() {
    await this.knex.raw('CREATE TABLE truth (seq bigserial PRIMARY KEY, op text, ref text)');
    await this.knex.raw(`CREATE FUNCTION truth() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN INSERT INTO truth (op, ref) VALUES ('created', NEW.entity_ref);
        ELSIF TG_OP = 'DELETE' THEN INSERT INTO truth (op, ref) VALUES ('deleted', OLD.entity_ref);
        ELSIF OLD.hash <> NEW.hash THEN INSERT INTO truth (op, ref) VALUES ('updated', NEW.entity_ref);
        END IF;
        RETURN NULL;
      END $$`);
    await this.knex.raw('CREATE TRIGGER truth AFTER INSERT OR UPDATE OR DELETE ON final_entities FOR EACH ROW EXECUTE FUNCTION truth()');
  }

  /** What arrived, once each and in the order of its first arrival, against what happened; per entity. */
  async account(arrived: Arrived[]) {
    const truth: { op: string; ref: string }[] = await this.knex('truth').select('op', 'ref').orderBy('seq');
    const once = [...new Map(arrived.map(event => [event.id, event])).values()];
    const happened = perRef(truth.map(({ op, ref }) => [ref, op]));
    const told = perRef(once.map(({ body }) => [body.metadata.correlationId, body.eventPayload.action]));
    const different = [...happened].filter(([ref, ops]) => told.get(ref) !== ops);
    return {
      changes: truth.length,
      accepted: arrived.length,
      repeats: arrived.length - once.length,
      lost: truth.length - once.length,
      entities: happened.size,
      entitiesInAnotherOrder: different.length,
    };
  }
}

function perRef(pairs: string[][]): Map<string, string> {
  const grouped = Map.groupBy(pairs, ([ref]) => ref);
  return new Map([...grouped].map(([ref, each]) => [ref, each.map(([, op]) => op).join(' ')]));
}
