-- Most attempts, notifications, messages of ours and checkouts are over or never looked for: they need no place in an index.
DROP INDEX "payment_attempt_checkAtMs_idx";
CREATE INDEX "payment_attempt_checkAtMs_idx" ON "payment_attempt" ("checkAtMs") WHERE "checkAtMs" IS NOT NULL;
DROP INDEX "payment_attempt_gatewayPaymentId_idx";
CREATE INDEX "payment_attempt_gatewayPaymentId_idx" ON "payment_attempt" ("gatewayPaymentId")
  WHERE "gatewayPaymentId" IS NOT NULL;
DROP INDEX "payment_attempt_liveKey_key";
CREATE UNIQUE INDEX "payment_attempt_liveKey_key" ON "payment_attempt" ("liveKey") WHERE "liveKey" IS NOT NULL;
DROP INDEX "gateway_event_nextAttemptAtMs_idx";
CREATE INDEX "gateway_event_nextAttemptAtMs_idx" ON "gateway_event" ("nextAttemptAtMs")
  WHERE "nextAttemptAtMs" IS NOT NULL;
DROP INDEX "activity_conversationId_clientMessageId_key";
CREATE UNIQUE INDEX "activity_conversationId_clientMessageId_key" ON "activity" ("conversationId", "clientMessageId")
  WHERE "clientMessageId" IS NOT NULL;
DROP INDEX "checkout_session_status_expiresAtMs_idx";
CREATE INDEX "checkout_session_expiresAtMs_idx" ON "checkout_session" ("expiresAtMs")
  WHERE "status" IN ('open', 'confirmed');

-- The position is the key of the log itself: one index less, and the next number is the engine's.
DROP TRIGGER "domain_event_permanent";
CREATE TABLE "domain_event_by_position" (
  "eventId" TEXT NOT NULL,
  "position" INTEGER PRIMARY KEY,
  "type" TEXT NOT NULL,
  "learnerId" TEXT,
  "conversationId" TEXT,
  "subjectId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "occurredAtMs" INTEGER NOT NULL,
  "payload" TEXT NOT NULL
) STRICT;
INSERT INTO "domain_event_by_position"
  SELECT "eventId", "position", "type", "learnerId", "conversationId", "subjectId", "livemode", "occurredAtMs", "payload"
  FROM "domain_event" ORDER BY "position";
DROP TABLE "domain_event";
ALTER TABLE "domain_event_by_position" RENAME TO "domain_event";
CREATE UNIQUE INDEX "domain_event_eventId_key" ON "domain_event" ("eventId");
CREATE INDEX "domain_event_type_idx" ON "domain_event" ("type");
CREATE TRIGGER "domain_event_permanent" BEFORE DELETE ON "domain_event" BEGIN SELECT RAISE(ABORT, 'domain events are permanent'); END;
