-- Reserving and capturing, refunds in parts kept by order line, disputes.
ALTER TABLE "payment" ADD COLUMN "captureMode" TEXT NOT NULL DEFAULT 'automatic' CHECK ("captureMode" IN ('automatic', 'manual'));
ALTER TABLE "payment_attempt" ADD COLUMN "captureMode" TEXT NOT NULL DEFAULT 'automatic' CHECK ("captureMode" IN ('automatic', 'manual'));
ALTER TABLE "payment_attempt" ADD COLUMN "captureUntilMs" BIGINT;
ALTER TABLE "payment_attempt" ADD COLUMN "captureRequestedAtMs" BIGINT;

-- The host platform may ask for a refund as well, and one without a gateway has no attempt; a person closes what needs one.
ALTER TABLE "refund" ALTER COLUMN "attemptId" DROP NOT NULL;
ALTER TABLE "refund" DROP CONSTRAINT "refund_requestedBy_check";
ALTER TABLE "refund" ADD CONSTRAINT "refund_requestedBy_check" CHECK ("requestedBy" IN ('system', 'learner', 'agent', 'host'));
ALTER TABLE "refund" ADD COLUMN "resolutionNote" TEXT;
CREATE INDEX "refund_orderId_idx" ON "refund" ("orderId");

CREATE TABLE "refund_line" (
  "refundId" TEXT NOT NULL REFERENCES "refund" ("refundId"),
  "orderLineId" TEXT NOT NULL REFERENCES "order_line" ("orderLineId"),
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" >= 0),
  "taxMinor" BIGINT NOT NULL CHECK ("taxMinor" >= 0 AND "taxMinor" <= "amountMinor"),
  "isRest" INTEGER NOT NULL CHECK ("isRest" IN (0, 1)),
  PRIMARY KEY ("refundId", "orderLineId")
);
CREATE INDEX "refund_line_orderLineId_idx" ON "refund_line" ("orderLineId");

-- Until now every refund of an order returned the whole of it.
INSERT INTO "refund_line" ("refundId", "orderLineId", "amountMinor", "taxMinor", "isRest")
  SELECT r."refundId", l."orderLineId", l."totalMinor", l."taxMinor", 1
  FROM "refund" r JOIN "order_line" l ON l."orderId" = r."orderId" WHERE r."kind" = 'order';

CREATE TABLE "dispute" (
  "disputeId" TEXT PRIMARY KEY,
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
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" > 0),
  "status" TEXT NOT NULL CHECK ("status" IN ('opened', 'won', 'lost')),
  "reason" TEXT NOT NULL,
  "evidenceDueAtMs" BIGINT,
  "openedAtMs" BIGINT NOT NULL,
  "closedAtMs" BIGINT,
  CHECK (("status" = 'opened') = ("closedAtMs" IS NULL))
);
CREATE UNIQUE INDEX "dispute_gateway_gatewayDisputeId_key" ON "dispute" ("gateway", "gatewayDisputeId");
CREATE INDEX "dispute_paymentId_idx" ON "dispute" ("paymentId");
CREATE INDEX "dispute_status_openedAtMs_idx" ON "dispute" ("status", "openedAtMs");

-- Which lines of the order a dispute is about, as shares of its amount.
CREATE TABLE "dispute_line" (
  "disputeId" TEXT NOT NULL REFERENCES "dispute" ("disputeId"),
  "orderLineId" TEXT NOT NULL REFERENCES "order_line" ("orderLineId"),
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" >= 0),
  PRIMARY KEY ("disputeId", "orderLineId")
);
CREATE INDEX "dispute_line_orderLineId_idx" ON "dispute_line" ("orderLineId");
