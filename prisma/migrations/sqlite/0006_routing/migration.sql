-- Which gateway is asked, and why
CREATE TABLE "routing_version" (
  "version" INTEGER PRIMARY KEY NOT NULL,
  "config" TEXT NOT NULL,
  "changedBy" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL
) STRICT;
ALTER TABLE "payment_attempt" ADD COLUMN "routing" TEXT;
ALTER TABLE "checkout_session" ADD COLUMN "forcedGateway" TEXT;

-- What gateways tell us, as it came
ALTER TABLE "gateway_event" ADD COLUMN "headers" TEXT;
ALTER TABLE "gateway_event" ADD COLUMN "raw" TEXT;
-- Given up: an instant no clock reaches, so that the index finds them and no run does.
UPDATE "gateway_event" SET "nextAttemptAtMs" = 8640000000000000 WHERE "status" = 'failed';

CREATE TABLE "gateway_quarantine" (
  "quarantineId" TEXT PRIMARY KEY NOT NULL,
  "gateway" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "headers" TEXT NOT NULL,
  "raw" TEXT NOT NULL,
  "bodyBytes" INTEGER NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "receivedAtMs" INTEGER NOT NULL
) STRICT;
CREATE INDEX "gateway_quarantine_gateway_quarantineId_idx" ON "gateway_quarantine" ("gateway", "quarantineId");
