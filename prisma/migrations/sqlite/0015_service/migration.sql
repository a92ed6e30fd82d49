-- The table is made anew: SQLite cannot change a CHECK.
CREATE TABLE "handoff_0015" (
  "handoffId" TEXT PRIMARY KEY NOT NULL,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "learnerId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "state" TEXT NOT NULL CHECK ("state" IN ('queued', 'offered', 'human', 'transfer', 'wrap_up', 'bot', 'closed')),
  "openKey" TEXT,
  "reason" TEXT NOT NULL,
  "language" TEXT NOT NULL CHECK ("language" IN ('zh', 'en')),
  "priority" TEXT NOT NULL CHECK ("priority" IN ('urgent', 'high', 'normal')),
  "placeAtMs" INTEGER NOT NULL,
  "skill" TEXT,
  "isMessage" INTEGER NOT NULL CHECK ("isMessage" IN (0, 1)),
  "requestedAtMs" INTEGER NOT NULL,
  "stateSinceMs" INTEGER NOT NULL,
  "offeredTo" TEXT,
  "offerExpiresAtMs" INTEGER,
  "transferTo" TEXT,
  "note" TEXT,
  "acceptedBy" TEXT,
  "acceptedAtMs" INTEGER,
  "wrapUpTo" TEXT CHECK ("wrapUpTo" IN ('bot', 'closed')),
  "wrapUpUntilMs" INTEGER,
  "firstAnswerDueAtMs" INTEGER,
  "firstAnsweredAtMs" INTEGER,
  "nextAnswerDueAtMs" INTEGER,
  "resolutionDueAtMs" INTEGER,
  "slaCheckAtMs" INTEGER,
  "endedAtMs" INTEGER,
  CHECK (("state" = 'offered') = ("offeredTo" IS NOT NULL)),
  CHECK (("offeredTo" IS NULL) = ("offerExpiresAtMs" IS NULL)),
  CHECK (("state" = 'wrap_up') = ("wrapUpUntilMs" IS NOT NULL)),
  CHECK (("state" IN ('bot', 'closed')) = ("openKey" IS NULL)),
  CHECK ("state" NOT IN ('human', 'wrap_up') OR "acceptedBy" IS NOT NULL)
) STRICT;
INSERT INTO "handoff_0015"
  SELECT "handoffId", "conversationId", "learnerId", "livemode",
    CASE "state" WHEN 'accepted' THEN 'human' WHEN 'queued' THEN 'queued' ELSE 'bot' END,
    "openKey", "reason", "language", CASE "reason" WHEN 'payment_review' THEN 'urgent' ELSE 'normal' END,
    "requestedAtMs", NULL, 0, "requestedAtMs", COALESCE("endedAtMs", "acceptedAtMs", "requestedAtMs"),
    NULL, NULL, NULL, NULL, "acceptedBy", "acceptedAtMs", NULL, NULL, NULL, NULL, NULL, NULL, NULL, "endedAtMs"
  FROM "handoff";
DROP TABLE "handoff";
ALTER TABLE "handoff_0015" RENAME TO "handoff";
CREATE UNIQUE INDEX "handoff_openKey_key" ON "handoff" ("openKey");
CREATE INDEX "handoff_conversationId_requestedAtMs_idx" ON "handoff" ("conversationId", "requestedAtMs");
CREATE INDEX "handoff_state_placeAtMs_idx" ON "handoff" ("state", "placeAtMs");
CREATE INDEX "handoff_acceptedBy_state_idx" ON "handoff" ("acceptedBy", "state");
CREATE INDEX "handoff_slaCheckAtMs_idx" ON "handoff" ("slaCheckAtMs");
CREATE INDEX "handoff_endedAtMs_idx" ON "handoff" ("endedAtMs");

CREATE TABLE "handoff_step" (
  "stepId" TEXT PRIMARY KEY NOT NULL,
  "handoffId" TEXT NOT NULL,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "fromState" TEXT NOT NULL,
  "toState" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "staffId" TEXT,
  "note" TEXT,
  "atMs" INTEGER NOT NULL
) STRICT;
CREATE INDEX "handoff_step_conversationId_atMs_idx" ON "handoff_step" ("conversationId", "atMs");
CREATE INDEX "handoff_step_handoffId_atMs_idx" ON "handoff_step" ("handoffId", "atMs");

CREATE TABLE "agent_profile" (
  "staffId" TEXT PRIMARY KEY NOT NULL,
  "skills" TEXT NOT NULL,
  "languages" TEXT NOT NULL,
  "capacity" INTEGER NOT NULL CHECK ("capacity" BETWEEN 0 AND 50),
  "status" TEXT NOT NULL CHECK ("status" IN ('available', 'away')),
  "statusSinceMs" INTEGER NOT NULL,
  "seenAtMs" INTEGER NOT NULL,
  "missedOffers" INTEGER NOT NULL CHECK ("missedOffers" >= 0),
  "assignedAtMs" INTEGER NOT NULL,
  "updatedAtMs" INTEGER NOT NULL
) STRICT;

CREATE TABLE "service_version" (
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "version" INTEGER NOT NULL CHECK ("version" > 0),
  "settings" TEXT NOT NULL,
  "createdBy" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL,
  PRIMARY KEY ("livemode", "version")
) STRICT;

CREATE TABLE "sla_breach" (
  "breachId" TEXT PRIMARY KEY NOT NULL,
  "handoffId" TEXT NOT NULL,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "timer" TEXT NOT NULL CHECK ("timer" IN ('first_answer', 'next_answer', 'resolution')),
  "priority" TEXT NOT NULL CHECK ("priority" IN ('urgent', 'high', 'normal')),
  "staffId" TEXT,
  "dueAtMs" INTEGER NOT NULL,
  "breachedAtMs" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "sla_breach_handoffId_timer_dueAtMs_key" ON "sla_breach" ("handoffId", "timer", "dueAtMs");

CREATE TABLE "csat" (
  "csatId" TEXT PRIMARY KEY NOT NULL,
  "handoffId" TEXT NOT NULL,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "learnerId" TEXT NOT NULL,
  "staffId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "askedAtMs" INTEGER NOT NULL,
  "answeredAtMs" INTEGER,
  "score" INTEGER CHECK ("score" BETWEEN 1 AND 5),
  "comment" TEXT,
  CHECK (("score" IS NULL) = ("answeredAtMs" IS NULL))
) STRICT;
CREATE UNIQUE INDEX "csat_handoffId_key" ON "csat" ("handoffId");
CREATE INDEX "csat_conversationId_idx" ON "csat" ("conversationId");
CREATE INDEX "csat_livemode_askedAtMs_idx" ON "csat" ("livemode", "askedAtMs");

ALTER TABLE "learner" ADD COLUMN "vip" INTEGER CHECK ("vip" IN (0, 1));
