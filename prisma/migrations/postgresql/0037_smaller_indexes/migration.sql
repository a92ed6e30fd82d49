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
