-- What the first version of this module put into the catalog's database, for the test that replaces it.
CREATE TABLE IF NOT EXISTS stagedoor_outbox (
    seq bigserial PRIMARY KEY,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    source text NOT NULL,
    op text NOT NULL,
    ref text NOT NULL,
    uid text NOT NULL,
    before text,
    after text,
    backfill boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts integer NOT NULL DEFAULT 0,
    retry_at timestamptz
  ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX IF NOT EXISTS stagedoor_outbox_retry ON stagedoor_outbox (retry_at) WHERE retry_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS stagedoor_set_aside (
    id uuid PRIMARY KEY,
    source text NOT NULL,
    op text NOT NULL,
    ref text NOT NULL,
    uid text NOT NULL,
    before text,
    after text,
    backfill boolean NOT NULL,
    at timestamptz NOT NULL,
    attempts integer NOT NULL,
    reason text NOT NULL,
    set_aside_at timestamptz NOT NULL DEFAULT now()
  );
CREATE TABLE IF NOT EXISTS stagedoor_backfill (
    source text NOT NULL,
    uid text NOT NULL,
    PRIMARY KEY (source, uid)
  );
CREATE TABLE IF NOT EXISTS stagedoor_state (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    installed text,
    limit_seq bigint NOT NULL,
    skipped bigint NOT NULL DEFAULT 0,
    backfilled boolean NOT NULL DEFAULT false
  );
CREATE OR REPLACE FUNCTION stagedoor_record(
  p_source text, p_op text, p_ref text, p_uid text, p_before text, p_after text
) RETURNS void LANGUAGE plpgsql AS $stagedoor$
DECLARE
  next bigint := nextval('stagedoor_outbox_seq_seq');
BEGIN
  IF next <= (SELECT limit_seq FROM stagedoor_state) THEN
    INSERT INTO stagedoor_outbox (seq, source, op, ref, uid, before, after)
      VALUES (next, p_source, p_op, p_ref, p_uid, p_before, p_after);
    PERFORM pg_notify('stagedoor_catalog', '');
  END IF;
END
$stagedoor$;
CREATE OR REPLACE FUNCTION stagedoor_final_entities() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $stagedoor$
BEGIN
  BEGIN
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
    END IF;
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'stagedoor: a change of % was not recorded: %', TG_TABLE_NAME, SQLERRM;
  END;
  RETURN NULL;
END
$stagedoor$;
CREATE TRIGGER stagedoor_final_entities AFTER INSERT OR UPDATE OR DELETE ON final_entities FOR EACH ROW EXECUTE FUNCTION stagedoor_final_entities();
CREATE OR REPLACE FUNCTION stagedoor_locations() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $stagedoor$
BEGIN
  BEGIN
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
    END IF;
  EXCEPTION WHEN OTHERS THEN
    RAISE WARNING 'stagedoor: a change of % was not recorded: %', TG_TABLE_NAME, SQLERRM;
  END;
  RETURN NULL;
END
$stagedoor$;
CREATE TRIGGER stagedoor_locations AFTER INSERT OR UPDATE OR DELETE ON locations FOR EACH ROW EXECUTE FUNCTION stagedoor_locations();
INSERT INTO stagedoor_state (limit_seq, installed) VALUES (1000, 'of an earlier version');
