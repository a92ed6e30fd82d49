CREATE TABLE "webhook_endpoint" (
  "endpointId" TEXT PRIMARY KEY,
  "url" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "eventTypes" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "status" TEXT NOT NULL CHECK ("status" IN ('enabled', 'disabled')),
  "disabledReason" TEXT CHECK ("disabledReason" IN ('by_hand', 'gone', 'failing')),
  "failuresInARow" INTEGER NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);

CREATE TABLE "webhook_secret" (
  "secretId" TEXT PRIMARY KEY,
  "endpointId" TEXT NOT NULL REFERENCES "webhook_endpoint" ("endpointId"),
  "sealed" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "expiresAtMs" BIGINT
);
CREATE INDEX "webhook_secret_endpointId_idx" ON "webhook_secret" ("endpointId");

CREATE TABLE "webhook_delivery" (
  "deliveryId" TEXT PRIMARY KEY,
  "endpointId" TEXT NOT NULL REFERENCES "webhook_endpoint" ("endpointId"),
  "eventId" TEXT,
  "eventType" TEXT NOT NULL,
  "linePosition" BIGINT,
  "body" TEXT NOT NULL,
  "status" TEXT NOT NULL CHECK ("status" IN ('pending', 'delivered', 'failed')),
  "attempts" INTEGER NOT NULL,
  "nextAttemptAtMs" BIGINT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "finishedAtMs" BIGINT
);
CREATE UNIQUE INDEX "webhook_delivery_endpointId_eventId_key" ON "webhook_delivery" ("endpointId", "eventId");
CREATE INDEX "webhook_delivery_endpointId_status_linePosition_idx" ON "webhook_delivery" ("endpointId", "status", "linePosition");
CREATE INDEX "webhook_delivery_endpointId_deliveryId_idx" ON "webhook_delivery" ("endpointId", "deliveryId");
CREATE INDEX "webhook_delivery_status_finishedAtMs_idx" ON "webhook_delivery" ("status", "finishedAtMs");

CREATE TABLE "webhook_attempt" (
  "attemptId" TEXT PRIMARY KEY,
  "deliveryId" TEXT NOT NULL REFERENCES "webhook_delivery" ("deliveryId"),
  "cause" TEXT NOT NULL CHECK ("cause" IN ('schedule', 'resend', 'trial')),
  "isDelivered" INTEGER NOT NULL CHECK ("isDelivered" IN (0, 1)),
  "statusCode" INTEGER,
  "responseBody" TEXT,
  "error" TEXT,
  "startedAtMs" BIGINT NOT NULL,
  "durationMs" BIGINT NOT NULL
);
CREATE INDEX "webhook_attempt_deliveryId_idx" ON "webhook_attempt" ("deliveryId");
