-- Rules of risk as data, who wished and who allowed their changes, snoozes, lists, labels, and what a judgement adds to its record.

CREATE TABLE "risk_rule" (
  "ruleId" TEXT PRIMARY KEY NOT NULL,
  "name" TEXT NOT NULL,
  "version" INTEGER NOT NULL CHECK ("version" > 0),
  "status" TEXT NOT NULL CHECK ("status" IN ('draft', 'shadow', 'live', 'retired')),
  "liveKey" TEXT,
  "shadowKey" TEXT,
  "expression" TEXT NOT NULL,
  "action" TEXT NOT NULL CHECK ("action" IN ('allow', 'challenge', 'review', 'block')),
  "priority" INTEGER NOT NULL,
  "whenMissing" TEXT NOT NULL CHECK ("whenMissing" IN ('pass', 'step_up')),
  "analystText" TEXT NOT NULL,
  "learnerZh" TEXT NOT NULL,
  "learnerEn" TEXT NOT NULL,
  "retryAfterSeconds" INTEGER,
  "createdBy" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL,
  "updatedAtMs" INTEGER NOT NULL,
  CHECK (("status" = 'live') = ("liveKey" IS NOT NULL)),
  CHECK (("status" = 'shadow') = ("shadowKey" IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX "risk_rule_name_version_key" ON "risk_rule" ("name", "version");
CREATE UNIQUE INDEX "risk_rule_liveKey_key" ON "risk_rule" ("liveKey");
CREATE UNIQUE INDEX "risk_rule_shadowKey_key" ON "risk_rule" ("shadowKey");
CREATE INDEX "risk_rule_status_name_idx" ON "risk_rule" ("status", "name");

CREATE TABLE "risk_rule_change" (
  "changeId" TEXT PRIMARY KEY NOT NULL,
  "ruleId" TEXT NOT NULL REFERENCES "risk_rule" ("ruleId"),
  "wish" TEXT NOT NULL CHECK ("wish" IN ('live', 'retired')),
  "openKey" TEXT,
  "status" TEXT NOT NULL CHECK ("status" IN ('requested', 'approved', 'declined')),
  "note" TEXT,
  "requestedBy" TEXT NOT NULL,
  "decidedBy" TEXT,
  "createdAtMs" INTEGER NOT NULL,
  "decidedAtMs" INTEGER,
  CHECK (("status" = 'requested') = ("openKey" IS NOT NULL)),
  CHECK (("status" = 'requested') = ("decidedAtMs" IS NULL)),
  CHECK ("status" <> 'approved' OR "decidedBy" <> "requestedBy")
) STRICT;
CREATE UNIQUE INDEX "risk_rule_change_openKey_key" ON "risk_rule_change" ("openKey");
CREATE INDEX "risk_rule_change_status_createdAtMs_idx" ON "risk_rule_change" ("status", "createdAtMs");

CREATE TABLE "risk_rule_snooze" (
  "snoozeId" TEXT PRIMARY KEY NOT NULL,
  "ruleName" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('learner', 'payment', 'device', 'ip', 'network', 'emailDomain', 'promo', 'item')),
  "keyHash" INTEGER NOT NULL,
  "hint" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "createdBy" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL,
  "untilMs" INTEGER NOT NULL
) STRICT;
CREATE INDEX "risk_rule_snooze_untilMs_idx" ON "risk_rule_snooze" ("untilMs");

CREATE TABLE "risk_list_entry" (
  "entryId" TEXT PRIMARY KEY NOT NULL,
  "list" TEXT NOT NULL CHECK ("list" IN ('allow', 'block')),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('learner', 'payment', 'device', 'ip', 'network', 'emailDomain', 'promo', 'item')),
  "keyHash" INTEGER NOT NULL,
  "hint" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "createdBy" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL,
  "untilMs" INTEGER,
  CHECK ("list" = 'block' OR "untilMs" IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX "risk_list_entry_list_kind_keyHash_key" ON "risk_list_entry" ("list", "kind", "keyHash");
CREATE INDEX "risk_list_entry_untilMs_idx" ON "risk_list_entry" ("untilMs");

-- One row: its number grows with every change of what is in force, so that each process sees when to read anew.
CREATE TABLE "risk_rule_book" (
  "bookId" TEXT PRIMARY KEY NOT NULL CHECK ("bookId" = 'book'),
  "version" INTEGER NOT NULL
) STRICT;
INSERT INTO "risk_rule_book" ("bookId", "version") VALUES ('book', 1);

CREATE TABLE "risk_label" (
  "labelId" TEXT PRIMARY KEY NOT NULL,
  "checkoutId" TEXT NOT NULL,
  "learnerId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "source" TEXT NOT NULL CHECK ("source" IN ('dispute', 'review', 'refund', 'staff')),
  "sourceId" TEXT NOT NULL,
  "isFraud" INTEGER NOT NULL CHECK ("isFraud" IN (0, 1)),
  "occurredAtMs" INTEGER NOT NULL,
  "knownAtMs" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "risk_label_source_sourceId_isFraud_key" ON "risk_label" ("source", "sourceId", "isFraud");
CREATE INDEX "risk_label_checkoutId_idx" ON "risk_label" ("checkoutId");
CREATE INDEX "risk_label_livemode_knownAtMs_idx" ON "risk_label" ("livemode", "knownAtMs");

ALTER TABLE "risk_assessment" ADD COLUMN "detail" TEXT;
