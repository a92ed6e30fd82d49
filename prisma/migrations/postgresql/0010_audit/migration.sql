CREATE TABLE "audit_entry" (
  "sequence" BIGINT PRIMARY KEY,
  "action" TEXT NOT NULL,
  "actor" TEXT NOT NULL,
  "subjectId" TEXT,
  "detail" TEXT NOT NULL,
  "occurredAtMs" BIGINT NOT NULL,
  "previousHash" TEXT NOT NULL CHECK (length("previousHash") = 64),
  "hash" TEXT NOT NULL CHECK (length("hash") = 64)
);
CREATE UNIQUE INDEX "audit_entry_hash_key" ON "audit_entry" ("hash");

CREATE TABLE "audit_checkpoint" (
  "day" TEXT PRIMARY KEY,
  "sequence" BIGINT NOT NULL,
  "hash" TEXT NOT NULL,
  "publicKey" TEXT NOT NULL,
  "signature" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL
);

CREATE TRIGGER "audit_entry_immutable" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_entry_permanent" BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_checkpoint_immutable" BEFORE UPDATE OR DELETE ON "audit_checkpoint" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_checkpoint_permanent" BEFORE TRUNCATE ON "audit_checkpoint" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
