-- Reserving and capturing, refunds in parts kept by order line, disputes.
ALTER TABLE "payment" ADD COLUMN "captureMode" TEXT NOT NULL DEFAULT 'automatic' CHECK ("captureMode" IN ('automatic', 'manual'));
ALTER TABLE "payment_attempt" ADD COLUMN "captureMode" TEXT NOT NULL DEFAULT 'automatic' CHECK ("captureMode" IN ('automatic', 'manual'));
ALTER TABLE "payment_attempt" ADD COLUMN "captureUntilMs" INTEGER;
ALTER TABLE "payment_attempt" ADD COLUMN "captureRequestedAtMs" INTEGER;

-- The host platform may ask for a refund as well, and one without a gateway has no attempt; a person closes what needs one.
CREATE TABLE "refund_new" (
  "refundId" TEXT PRIMARY KEY NOT NULL,
  "paymentId" TEXT NOT NULL REFERENCES "payment" ("paymentId"),
  "attemptId" TEXT REFERENCES "payment_attempt" ("attemptId"),
  "orderId" TEXT NOT NULL,
  "learnerId" TEXT NOT NULL,
  "conversationId" TEXT,
  "merchantAccountId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "refundReference" TEXT NOT NULL,
  "sourceKey" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('surplus', 'order')),
  "requestedBy" TEXT NOT NULL CHECK ("requestedBy" IN ('system', 'learner', 'agent', 'host')),
  "requestedById" TEXT,
  "reason" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" INTEGER NOT NULL CHECK ("amountMinor" >= 0),
  "status" TEXT NOT NULL CHECK ("status" IN ('created', 'pending', 'unknown', 'succeeded', 'failed', 'manual')),
  "failureCode" TEXT,
  "createdAtMs" INTEGER NOT NULL,
  "updatedAtMs" INTEGER NOT NULL,
  "checkAtMs" INTEGER,
  "checks" INTEGER NOT NULL,
  "succeededAtMs" INTEGER,
  "resolutionNote" TEXT
) STRICT;
INSERT INTO "refund_new" SELECT *, NULL FROM "refund";
DROP TABLE "refund";
ALTER TABLE "refund_new" RENAME TO "refund";
CREATE UNIQUE INDEX "refund_refundReference_key" ON "refund" ("refundReference");
CREATE UNIQUE INDEX "refund_sourceKey_key" ON "refund" ("sourceKey");
CREATE INDEX "refund_paymentId_idx" ON "refund" ("paymentId");
CREATE INDEX "refund_orderId_idx" ON "refund" ("orderId");
CREATE INDEX "refund_checkAtMs_idx" ON "refund" ("checkAtMs");

CREATE TABLE "refund_line" (
  "refundId" TEXT NOT NULL REFERENCES "refund" ("refundId"),
  "orderLineId" TEXT NOT NULL REFERENCES "order_line" ("orderLineId"),
  "amountMinor" INTEGER NOT NULL CHECK ("amountMinor" >= 0),
  "taxMinor" INTEGER NOT NULL CHECK ("taxMinor" >= 0 AND "taxMinor" <= "amountMinor"),
  "isRest" INTEGER NOT NULL CHECK ("isRest" IN (0, 1)),
  PRIMARY KEY ("refundId", "orderLineId")
) STRICT, WITHOUT ROWID;
CREATE INDEX "refund_line_orderLineId_idx" ON "refund_line" ("orderLineId");

-- Until now every refund of an order returned the whole of it.
INSERT INTO "refund_line" ("refundId", "orderLineId", "amountMinor", "taxMinor", "isRest")
  SELECT r."refundId", l."orderLineId", l."totalMinor", l."taxMinor", 1
  FROM "refund" r JOIN "order_line" l ON l."orderId" = r."orderId" WHERE r."kind" = 'order';

CREATE TABLE "dispute" (
  "disputeId" TEXT PRIMARY KEY NOT NULL,
  "paymentId" TEXT NOT NULL REFERENCES "payment" ("paymentId"),
  "attemptId" TEXT NOT NULL REFERENCES "payment_attempt" ("attemptId"),
  "orderId" TEXT NOT NULL,
  "learnerId" TEXT NOT NULL,
  "conversationId" TEXT,
  "merchantAccountId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "gateway" TEXT NOT NULL,
  "gatewayDisputeId" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" INTEGER NOT NULL CHECK ("amountMinor" > 0),
  "status" TEXT NOT NULL CHECK ("status" IN ('opened', 'won', 'lost')),
  "reason" TEXT NOT NULL,
  "evidenceDueAtMs" INTEGER,
  "openedAtMs" INTEGER NOT NULL,
  "closedAtMs" INTEGER,
  CHECK (("status" = 'opened') = ("closedAtMs" IS NULL))
) STRICT;
CREATE UNIQUE INDEX "dispute_gateway_gatewayDisputeId_key" ON "dispute" ("gateway", "gatewayDisputeId");
CREATE INDEX "dispute_paymentId_idx" ON "dispute" ("paymentId");
CREATE INDEX "dispute_status_openedAtMs_idx" ON "dispute" ("status", "openedAtMs");

-- Which lines of the order a dispute is about, as shares of its amount.
CREATE TABLE "dispute_line" (
  "disputeId" TEXT NOT NULL REFERENCES "dispute" ("disputeId"),
  "orderLineId" TEXT NOT NULL REFERENCES "order_line" ("orderLineId"),
  "amountMinor" INTEGER NOT NULL CHECK ("amountMinor" >= 0),
  PRIMARY KEY ("disputeId", "orderLineId")
) STRICT, WITHOUT ROWID;
CREATE INDEX "dispute_line_orderLineId_idx" ON "dispute_line" ("orderLineId");
