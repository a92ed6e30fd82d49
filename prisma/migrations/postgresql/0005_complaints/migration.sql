-- Complaints of payers at a gateway, and what in-app and phone browser payments must know of the payer.
ALTER TABLE "checkout_session" ADD COLUMN "wechatOpenid" TEXT;
ALTER TABLE "payment_attempt" ADD COLUMN "payerIpAddress" TEXT;

CREATE TABLE "gateway_complaint" (
  "complaintId" TEXT PRIMARY KEY,
  "gateway" TEXT NOT NULL,
  "gatewayComplaintId" TEXT NOT NULL,
  "gatewayReference" TEXT,
  "paymentId" TEXT REFERENCES "payment" ("paymentId"),
  "orderId" TEXT,
  "learnerId" TEXT,
  "conversationId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "status" TEXT NOT NULL CHECK ("status" IN ('opened', 'processing', 'closed')),
  "reason" TEXT NOT NULL,
  "openedAtMs" BIGINT NOT NULL,
  "toldAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  "closedAtMs" BIGINT,
  "checkAtMs" BIGINT,
  "checks" INTEGER NOT NULL,
  CHECK (("status" = 'closed') = ("closedAtMs" IS NOT NULL))
);
CREATE UNIQUE INDEX "gateway_complaint_gateway_gatewayComplaintId_key" ON "gateway_complaint" ("gateway", "gatewayComplaintId");
CREATE INDEX "gateway_complaint_status_openedAtMs_idx" ON "gateway_complaint" ("status", "openedAtMs");
CREATE INDEX "gateway_complaint_checkAtMs_idx" ON "gateway_complaint" ("checkAtMs");
