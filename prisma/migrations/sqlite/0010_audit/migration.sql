CREATE TABLE "audit_entry" (
  "sequence" INTEGER PRIMARY KEY NOT NULL,
  "action" TEXT NOT NULL,
  "actor" TEXT NOT NULL,
  "subjectId" TEXT,
  "detail" TEXT NOT NULL,
  "occurredAtMs" INTEGER NOT NULL,
  "previousHash" TEXT NOT NULL CHECK (length("previousHash") = 64),
  "hash" TEXT NOT NULL CHECK (length("hash") = 64)
) STRICT;
CREATE UNIQUE INDEX "audit_entry_hash_key" ON "audit_entry" ("hash");

CREATE TABLE "audit_checkpoint" (
  "day" TEXT PRIMARY KEY NOT NULL,
  "sequence" INTEGER NOT NULL,
  "hash" TEXT NOT NULL,
  "publicKey" TEXT NOT NULL,
  "signature" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL
) STRICT;

CREATE TRIGGER "audit_entry_immutable" BEFORE UPDATE ON "audit_entry" BEGIN SELECT RAISE(ABORT, 'audit entries are immutable'); END;
CREATE TRIGGER "audit_entry_permanent" BEFORE DELETE ON "audit_entry" BEGIN SELECT RAISE(ABORT, 'audit entries are permanent'); END;
CREATE TRIGGER "audit_checkpoint_immutable" BEFORE UPDATE ON "audit_checkpoint" BEGIN SELECT RAISE(ABORT, 'audit checkpoints are immutable'); END;
CREATE TRIGGER "audit_checkpoint_permanent" BEFORE DELETE ON "audit_checkpoint" BEGIN SELECT RAISE(ABORT, 'audit checkpoints are permanent'); END;
