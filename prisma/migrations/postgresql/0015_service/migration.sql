ALTER TABLE "handoff" DROP CONSTRAINT "handoff_state_check";
UPDATE "handoff" SET "state" = CASE "state" WHEN 'accepted' THEN 'human' WHEN 'queued' THEN 'queued' ELSE 'bot' END;
ALTER TABLE "handoff"
  ADD COLUMN "priority" TEXT NOT NULL DEFAULT 'normal' CHECK ("priority" IN ('urgent', 'high', 'normal')),
  ADD COLUMN "placeAtMs" BIGINT,
  ADD COLUMN "skill" TEXT,
  ADD COLUMN "isMessage" INTEGER NOT NULL DEFAULT 0 CHECK ("isMessage" IN (0, 1)),
  ADD COLUMN "stateSinceMs" BIGINT,
  ADD COLUMN "offeredTo" TEXT,
  ADD COLUMN "offerExpiresAtMs" BIGINT,
  ADD COLUMN "transferTo" TEXT,
  ADD COLUMN "note" TEXT,
  ADD COLUMN "wrapUpTo" TEXT CHECK ("wrapUpTo" IN ('bot', 'closed')),
  ADD COLUMN "wrapUpUntilMs" BIGINT,
  ADD COLUMN "firstAnswerDueAtMs" BIGINT,
  ADD COLUMN "firstAnsweredAtMs" BIGINT,
  ADD COLUMN "nextAnswerDueAtMs" BIGINT,
  ADD COLUMN "resolutionDueAtMs" BIGINT,
  ADD COLUMN "slaCheckAtMs" BIGINT;
UPDATE "handoff" SET
  "priority" = CASE "reason" WHEN 'payment_review' THEN 'urgent' ELSE 'normal' END,
  "placeAtMs" = "requestedAtMs",
  "stateSinceMs" = COALESCE("endedAtMs", "acceptedAtMs", "requestedAtMs");
ALTER TABLE "handoff"
  ALTER COLUMN "priority" DROP DEFAULT,
  ALTER COLUMN "isMessage" DROP DEFAULT,
  ALTER COLUMN "placeAtMs" SET NOT NULL,
  ALTER COLUMN "stateSinceMs" SET NOT NULL,
  ADD CONSTRAINT "handoff_state_check" CHECK ("state" IN ('queued', 'offered', 'human', 'transfer', 'wrap_up', 'bot', 'closed')),
  ADD CONSTRAINT "handoff_offered_check" CHECK (("state" = 'offered') = ("offeredTo" IS NOT NULL)),
  ADD CONSTRAINT "handoff_offer_check" CHECK (("offeredTo" IS NULL) = ("offerExpiresAtMs" IS NULL)),
  ADD CONSTRAINT "handoff_wrap_up_check" CHECK (("state" = 'wrap_up') = ("wrapUpUntilMs" IS NOT NULL)),
  ADD CONSTRAINT "handoff_open_check" CHECK (("state" IN ('bot', 'closed')) = ("openKey" IS NULL)),
  ADD CONSTRAINT "handoff_owned_check" CHECK ("state" NOT IN ('human', 'wrap_up') OR "acceptedBy" IS NOT NULL);
DROP INDEX "handoff_state_requestedAtMs_idx";
CREATE INDEX "handoff_conversationId_requestedAtMs_idx" ON "handoff" ("conversationId", "requestedAtMs");
CREATE INDEX "handoff_state_placeAtMs_idx" ON "handoff" ("state", "placeAtMs");
CREATE INDEX "handoff_acceptedBy_state_idx" ON "handoff" ("acceptedBy", "state");
CREATE INDEX "handoff_slaCheckAtMs_idx" ON "handoff" ("slaCheckAtMs");
CREATE INDEX "handoff_endedAtMs_idx" ON "handoff" ("endedAtMs");

CREATE TABLE "handoff_step" (
  "stepId" TEXT PRIMARY KEY,
  "handoffId" TEXT NOT NULL,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "fromState" TEXT NOT NULL,
  "toState" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "staffId" TEXT,
  "note" TEXT,
  "atMs" BIGINT NOT NULL
);
CREATE INDEX "handoff_step_conversationId_atMs_idx" ON "handoff_step" ("conversationId", "atMs");
CREATE INDEX "handoff_step_handoffId_atMs_idx" ON "handoff_step" ("handoffId", "atMs");

CREATE TABLE "agent_profile" (
  "staffId" TEXT PRIMARY KEY,
  "skills" TEXT NOT NULL,
  "languages" TEXT NOT NULL,
  "capacity" INTEGER NOT NULL CHECK ("capacity" BETWEEN 0 AND 50),
  "status" TEXT NOT NULL CHECK ("status" IN ('available', 'away')),
  "statusSinceMs" BIGINT NOT NULL,
  "seenAtMs" BIGINT NOT NULL,
  "missedOffers" INTEGER NOT NULL CHECK ("missedOffers" >= 0),
  "assignedAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);

CREATE TABLE "service_version" (
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "version" INTEGER NOT NULL CHECK ("version" > 0),
  "settings" TEXT NOT NULL,
  "createdBy" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  PRIMARY KEY ("livemode", "version")
);

CREATE TABLE "sla_breach" (
  "breachId" TEXT PRIMARY KEY,
  "handoffId" TEXT NOT NULL,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "timer" TEXT NOT NULL CHECK ("timer" IN ('first_answer', 'next_answer', 'resolution')),
  "priority" TEXT NOT NULL CHECK ("priority" IN ('urgent', 'high', 'normal')),
  "staffId" TEXT,
  "dueAtMs" BIGINT NOT NULL,
  "breachedAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "sla_breach_handoffId_timer_dueAtMs_key" ON "sla_breach" ("handoffId", "timer", "dueAtMs");

CREATE TABLE "csat" (
  "csatId" TEXT PRIMARY KEY,
  "handoffId" TEXT NOT NULL,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "learnerId" TEXT NOT NULL,
  "staffId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "askedAtMs" BIGINT NOT NULL,
  "answeredAtMs" BIGINT,
  "score" INTEGER CHECK ("score" BETWEEN 1 AND 5),
  "comment" TEXT,
  CHECK (("score" IS NULL) = ("answeredAtMs" IS NULL))
);
CREATE UNIQUE INDEX "csat_handoffId_key" ON "csat" ("handoffId");
CREATE INDEX "csat_conversationId_idx" ON "csat" ("conversationId");
CREATE INDEX "csat_livemode_askedAtMs_idx" ON "csat" ("livemode", "askedAtMs");

ALTER TABLE "learner" ADD COLUMN "vip" INTEGER CHECK ("vip" IN (0, 1));
