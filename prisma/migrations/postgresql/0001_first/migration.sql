CREATE TABLE "domain_event" (
  "eventId" TEXT PRIMARY KEY,
  "position" BIGINT,
  "type" TEXT NOT NULL,
  "learnerId" TEXT,
  "conversationId" TEXT,
  "subjectId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "occurredAtMs" BIGINT NOT NULL,
  "payload" TEXT NOT NULL
);
CREATE UNIQUE INDEX "domain_event_position_key" ON "domain_event" ("position");
CREATE INDEX "domain_event_type_position_idx" ON "domain_event" ("type", "position");

CREATE TABLE "subscription_position" (
  "subscription" TEXT PRIMARY KEY,
  "position" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);

CREATE TABLE "failed_delivery" (
  "subscription" TEXT NOT NULL,
  "eventId" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('retry', 'parked')),
  "attempts" INTEGER NOT NULL,
  "nextAttemptAtMs" BIGINT NOT NULL,
  "lastError" TEXT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  PRIMARY KEY ("subscription", "eventId")
);
CREATE INDEX "failed_delivery_state_nextAttemptAtMs_idx" ON "failed_delivery" ("state", "nextAttemptAtMs");

CREATE TABLE "key_value" (
  "key" TEXT PRIMARY KEY,
  "value" TEXT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);

CREATE TABLE "learner" (
  "learnerId" TEXT PRIMARY KEY,
  "hostUserId" TEXT,
  "hostUserKey" TEXT,
  "displayName" TEXT,
  "isGuest" INTEGER NOT NULL CHECK ("isGuest" IN (0, 1)),
  "mergedIntoLearnerId" TEXT REFERENCES "learner" ("learnerId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "learner_hostUserKey_key" ON "learner" ("hostUserKey");

CREATE TABLE "staff" (
  "staffId" TEXT PRIMARY KEY,
  "login" TEXT NOT NULL,
  "displayName" TEXT NOT NULL,
  "role" TEXT NOT NULL CHECK ("role" IN ('agent', 'supervisor', 'analyst', 'admin')),
  "passwordHash" TEXT NOT NULL,
  "failedSignIns" INTEGER NOT NULL,
  "lockedUntilMs" BIGINT,
  "disabledAtMs" BIGINT,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "staff_login_key" ON "staff" ("login");

CREATE TABLE "staff_session" (
  "tokenHash" TEXT PRIMARY KEY,
  "staffId" TEXT NOT NULL REFERENCES "staff" ("staffId"),
  "createdAtMs" BIGINT NOT NULL,
  "expiresAtMs" BIGINT NOT NULL,
  "lastSeenAtMs" BIGINT NOT NULL
);
CREATE INDEX "staff_session_staffId_idx" ON "staff_session" ("staffId");

CREATE TABLE "risk_assessment" (
  "assessmentId" TEXT PRIMARY KEY,
  "checkoutId" TEXT NOT NULL,
  "learnerId" TEXT NOT NULL,
  "conversationId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL,
  "method" TEXT,
  "decision" TEXT NOT NULL CHECK ("decision" IN ('allow', 'challenge', 'review', 'block')),
  "score" DOUBLE PRECISION,
  "modelVersion" TEXT,
  "features" TEXT NOT NULL,
  "ruleHits" TEXT NOT NULL,
  "reasons" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL
);
CREATE INDEX "risk_assessment_checkoutId_idx" ON "risk_assessment" ("checkoutId");
CREATE INDEX "risk_assessment_learnerId_createdAtMs_idx" ON "risk_assessment" ("learnerId", "createdAtMs");

CREATE TABLE "risk_review" (
  "reviewId" TEXT PRIMARY KEY,
  "assessmentId" TEXT NOT NULL REFERENCES "risk_assessment" ("assessmentId"),
  "checkoutId" TEXT NOT NULL,
  "learnerId" TEXT NOT NULL,
  "conversationId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "status" TEXT NOT NULL CHECK ("status" IN ('open', 'approved', 'rejected', 'expired')),
  "openKey" TEXT,
  "decidedBy" TEXT,
  "note" TEXT,
  "createdAtMs" BIGINT NOT NULL,
  "decidedAtMs" BIGINT
);
CREATE UNIQUE INDEX "risk_review_assessmentId_key" ON "risk_review" ("assessmentId");
CREATE UNIQUE INDEX "risk_review_openKey_key" ON "risk_review" ("openKey");
CREATE INDEX "risk_review_status_createdAtMs_idx" ON "risk_review" ("status", "createdAtMs");

CREATE TABLE "product" (
  "productId" TEXT PRIMARY KEY,
  "externalId" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "translationGroup" TEXT,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('course', 'column', 'ebook')),
  "language" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "level" TEXT CHECK ("level" IN ('beginner', 'intermediate', 'advanced', 'all')),
  "tags" TEXT NOT NULL,
  "author" TEXT,
  "url" TEXT,
  "coverUrl" TEXT,
  "durationMinutes" INTEGER,
  "status" TEXT NOT NULL CHECK ("status" IN ('on_sale', 'withdrawn', 'draft')),
  "contentHash" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "product_externalId_key" ON "product" ("externalId");
CREATE INDEX "product_status_updatedAtMs_idx" ON "product" ("status", "updatedAtMs");
CREATE INDEX "product_translationGroup_idx" ON "product" ("translationGroup");

CREATE TABLE "price" (
  "priceId" TEXT PRIMARY KEY,
  "productId" TEXT NOT NULL REFERENCES "product" ("productId"),
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" >= 0),
  "version" INTEGER NOT NULL,
  "validFromMs" BIGINT NOT NULL,
  "supersededAtMs" BIGINT,
  "currentKey" TEXT
);
CREATE UNIQUE INDEX "price_currentKey_key" ON "price" ("currentKey");
CREATE UNIQUE INDEX "price_productId_currency_version_key" ON "price" ("productId", "currency", "version");

CREATE TABLE "merchant_account" (
  "merchantAccountId" TEXT PRIMARY KEY,
  "legalName" TEXT NOT NULL,
  "country" TEXT NOT NULL,
  "timeZone" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "createdAtMs" BIGINT NOT NULL
);

CREATE TABLE "idempotency_key" (
  "scope" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('running', 'done')),
  "holder" TEXT NOT NULL,
  "lockedUntilMs" BIGINT NOT NULL,
  "statusCode" INTEGER,
  "responseBody" TEXT,
  "createdAtMs" BIGINT NOT NULL,
  PRIMARY KEY ("scope", "key")
);
CREATE INDEX "idempotency_key_createdAtMs_idx" ON "idempotency_key" ("createdAtMs");

CREATE TABLE "checkout_session" (
  "checkoutId" TEXT PRIMARY KEY,
  "learnerId" TEXT NOT NULL REFERENCES "learner" ("learnerId"),
  "conversationId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "merchantAccountId" TEXT NOT NULL REFERENCES "merchant_account" ("merchantAccountId"),
  "surface" TEXT NOT NULL CHECK ("surface" IN ('web', 'mobile_web', 'wechat', 'alipay', 'miniprogram', 'ios_app', 'android_app')),
  "language" TEXT NOT NULL CHECK ("language" IN ('zh', 'en')),
  "status" TEXT NOT NULL CHECK ("status" IN ('open', 'confirmed', 'complete', 'expired', 'canceled')),
  "lines" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "subtotalMinor" BIGINT NOT NULL,
  "discountMinor" BIGINT NOT NULL,
  "taxMinor" BIGINT NOT NULL,
  "totalMinor" BIGINT NOT NULL CHECK ("totalMinor" >= 0),
  "expiresAtMs" BIGINT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);
CREATE INDEX "checkout_session_learnerId_createdAtMs_idx" ON "checkout_session" ("learnerId", "createdAtMs");
CREATE INDEX "checkout_session_status_expiresAtMs_idx" ON "checkout_session" ("status", "expiresAtMs");

CREATE TABLE "orders" (
  "orderId" TEXT PRIMARY KEY,
  "orderNumber" TEXT NOT NULL,
  "checkoutId" TEXT NOT NULL REFERENCES "checkout_session" ("checkoutId"),
  "learnerId" TEXT NOT NULL REFERENCES "learner" ("learnerId"),
  "conversationId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "merchantAccountId" TEXT NOT NULL,
  "surface" TEXT NOT NULL CHECK ("surface" IN ('web', 'mobile_web', 'wechat', 'alipay', 'miniprogram', 'ios_app', 'android_app')),
  "language" TEXT NOT NULL CHECK ("language" IN ('zh', 'en')),
  "status" TEXT NOT NULL CHECK ("status" IN ('pending', 'paid', 'canceled', 'refunded')),
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "subtotalMinor" BIGINT NOT NULL,
  "discountMinor" BIGINT NOT NULL,
  "taxMinor" BIGINT NOT NULL,
  "totalMinor" BIGINT NOT NULL CHECK ("totalMinor" >= 0),
  "buyerCountry" TEXT NOT NULL,
  "buyerCountryEvidence" TEXT NOT NULL,
  "consentVersion" TEXT NOT NULL,
  "consentLanguage" TEXT NOT NULL,
  "consentSurface" TEXT NOT NULL,
  "consentAtMs" BIGINT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "paidAtMs" BIGINT
);
CREATE UNIQUE INDEX "orders_orderNumber_key" ON "orders" ("orderNumber");
CREATE UNIQUE INDEX "orders_checkoutId_key" ON "orders" ("checkoutId");
CREATE INDEX "orders_learnerId_createdAtMs_idx" ON "orders" ("learnerId", "createdAtMs");

CREATE TABLE "order_line" (
  "orderLineId" TEXT PRIMARY KEY,
  "orderId" TEXT NOT NULL REFERENCES "orders" ("orderId"),
  "lineNumber" INTEGER NOT NULL,
  "productId" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "priceId" TEXT NOT NULL REFERENCES "price" ("priceId"),
  "priceVersion" INTEGER NOT NULL,
  "impressionId" TEXT,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" >= 0),
  "discountMinor" BIGINT NOT NULL,
  "taxRatePpm" INTEGER NOT NULL,
  "taxMinor" BIGINT NOT NULL,
  "taxIncluded" INTEGER NOT NULL CHECK ("taxIncluded" IN (0, 1)),
  "totalMinor" BIGINT NOT NULL CHECK ("totalMinor" >= 0),
  "sellerId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  CHECK ("amountMinor" - "discountMinor" = "totalMinor")
);
CREATE UNIQUE INDEX "order_line_orderId_lineNumber_key" ON "order_line" ("orderId", "lineNumber");

CREATE TABLE "payment" (
  "paymentId" TEXT PRIMARY KEY,
  "orderId" TEXT NOT NULL REFERENCES "orders" ("orderId"),
  "checkoutId" TEXT NOT NULL,
  "learnerId" TEXT NOT NULL,
  "conversationId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "merchantAccountId" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" >= 0),
  "refundedMinor" BIGINT NOT NULL CHECK ("refundedMinor" >= 0),
  "status" TEXT NOT NULL CHECK ("status" IN ('created', 'held', 'requires_action', 'processing', 'authorized', 'succeeded', 'partially_refunded', 'refunded', 'disputed', 'failed', 'canceled')),
  "countedAttemptId" TEXT,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  "succeededAtMs" BIGINT,
  CHECK ("refundedMinor" <= "amountMinor")
);
CREATE UNIQUE INDEX "payment_orderId_key" ON "payment" ("orderId");
CREATE UNIQUE INDEX "payment_checkoutId_key" ON "payment" ("checkoutId");
CREATE INDEX "payment_learnerId_createdAtMs_idx" ON "payment" ("learnerId", "createdAtMs");

CREATE TABLE "payment_attempt" (
  "attemptId" TEXT PRIMARY KEY,
  "paymentId" TEXT NOT NULL REFERENCES "payment" ("paymentId"),
  "number" INTEGER NOT NULL,
  "gateway" TEXT NOT NULL,
  "method" TEXT NOT NULL,
  "flow" TEXT NOT NULL,
  "challenge" INTEGER NOT NULL CHECK ("challenge" IN (0, 1)),
  "surface" TEXT NOT NULL CHECK ("surface" IN ('web', 'mobile_web', 'wechat', 'alipay', 'miniprogram', 'ios_app', 'android_app')),
  "gatewayReference" TEXT NOT NULL,
  "gatewayPaymentId" TEXT,
  "gatewayMerchantId" TEXT NOT NULL,
  "merchantAccountId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" >= 0),
  "status" TEXT NOT NULL CHECK ("status" IN ('created', 'requires_action', 'closing', 'unknown', 'authorized', 'succeeded', 'surplus', 'failed', 'canceled')),
  "liveKey" TEXT,
  "action" TEXT,
  "failureCode" TEXT,
  "returnUrl" TEXT,
  "expiresAtMs" BIGINT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  "checkAtMs" BIGINT,
  "checks" INTEGER NOT NULL,
  "capturedAtMs" BIGINT,
  CHECK (("status" IN ('created', 'requires_action', 'closing', 'unknown', 'authorized')) = ("liveKey" IS NOT NULL))
);
CREATE UNIQUE INDEX "payment_attempt_gatewayReference_key" ON "payment_attempt" ("gatewayReference");
CREATE UNIQUE INDEX "payment_attempt_liveKey_key" ON "payment_attempt" ("liveKey");
CREATE UNIQUE INDEX "payment_attempt_paymentId_number_key" ON "payment_attempt" ("paymentId", "number");
CREATE INDEX "payment_attempt_checkAtMs_idx" ON "payment_attempt" ("checkAtMs");

CREATE TABLE "refund" (
  "refundId" TEXT PRIMARY KEY,
  "paymentId" TEXT NOT NULL REFERENCES "payment" ("paymentId"),
  "attemptId" TEXT NOT NULL REFERENCES "payment_attempt" ("attemptId"),
  "orderId" TEXT NOT NULL,
  "learnerId" TEXT NOT NULL,
  "conversationId" TEXT,
  "merchantAccountId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "refundReference" TEXT NOT NULL,
  "sourceKey" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('surplus', 'order')),
  "requestedBy" TEXT NOT NULL CHECK ("requestedBy" IN ('system', 'learner', 'agent')),
  "requestedById" TEXT,
  "reason" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" >= 0),
  "status" TEXT NOT NULL CHECK ("status" IN ('created', 'pending', 'unknown', 'succeeded', 'failed', 'manual')),
  "failureCode" TEXT,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  "checkAtMs" BIGINT,
  "checks" INTEGER NOT NULL,
  "succeededAtMs" BIGINT
);
CREATE UNIQUE INDEX "refund_refundReference_key" ON "refund" ("refundReference");
CREATE UNIQUE INDEX "refund_sourceKey_key" ON "refund" ("sourceKey");
CREATE INDEX "refund_paymentId_idx" ON "refund" ("paymentId");
CREATE INDEX "refund_checkAtMs_idx" ON "refund" ("checkAtMs");

CREATE TABLE "gateway_event" (
  "gatewayEventId" TEXT PRIMARY KEY,
  "gateway" TEXT NOT NULL,
  "externalEventId" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "reference" TEXT,
  "content" TEXT NOT NULL,
  "source" TEXT NOT NULL CHECK ("source" IN ('notification', 'query')),
  "status" TEXT NOT NULL CHECK ("status" IN ('received', 'applied', 'ignored', 'failed')),
  "outcome" TEXT,
  "attempts" INTEGER NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "occurredAtMs" BIGINT NOT NULL,
  "receivedAtMs" BIGINT NOT NULL,
  "appliedAtMs" BIGINT,
  "nextAttemptAtMs" BIGINT
);
CREATE UNIQUE INDEX "gateway_event_gateway_externalEventId_key" ON "gateway_event" ("gateway", "externalEventId");
CREATE INDEX "gateway_event_nextAttemptAtMs_idx" ON "gateway_event" ("nextAttemptAtMs");
CREATE INDEX "gateway_event_reference_idx" ON "gateway_event" ("reference");

CREATE TABLE "ledger_transaction" (
  "ledgerTransactionId" TEXT PRIMARY KEY,
  "reference" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "merchantAccountId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "accountingDay" TEXT NOT NULL,
  "occurredAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "ledger_transaction_reference_key" ON "ledger_transaction" ("reference");
CREATE INDEX "ledger_transaction_accountingDay_idx" ON "ledger_transaction" ("accountingDay");

CREATE TABLE "ledger_entry" (
  "ledgerTransactionId" TEXT NOT NULL REFERENCES "ledger_transaction" ("ledgerTransactionId"),
  "entryNumber" INTEGER NOT NULL,
  "account" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  PRIMARY KEY ("ledgerTransactionId", "entryNumber")
);
CREATE INDEX "ledger_entry_account_currency_idx" ON "ledger_entry" ("account", "currency");

CREATE TABLE "entitlement" (
  "entitlementId" TEXT PRIMARY KEY,
  "learnerId" TEXT NOT NULL,
  "productId" TEXT NOT NULL REFERENCES "product" ("productId"),
  "orderId" TEXT NOT NULL,
  "orderLineId" TEXT NOT NULL REFERENCES "order_line" ("orderLineId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "status" TEXT NOT NULL CHECK ("status" IN ('active', 'paused', 'revoked')),
  "activeKey" TEXT,
  "grantedAtMs" BIGINT NOT NULL,
  "revokedAtMs" BIGINT,
  "revokeReason" TEXT,
  CHECK (("status" <> 'revoked') = ("activeKey" IS NOT NULL))
);
CREATE UNIQUE INDEX "entitlement_orderLineId_key" ON "entitlement" ("orderLineId");
CREATE UNIQUE INDEX "entitlement_activeKey_key" ON "entitlement" ("activeKey");
CREATE INDEX "entitlement_learnerId_status_idx" ON "entitlement" ("learnerId", "status");

CREATE TABLE "entitlement_usage" (
  "entitlementId" TEXT NOT NULL REFERENCES "entitlement" ("entitlementId"),
  "reportId" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('opened', 'progress')),
  "percent" INTEGER,
  "occurredAtMs" BIGINT NOT NULL,
  "receivedAtMs" BIGINT NOT NULL,
  PRIMARY KEY ("entitlementId", "reportId")
);

CREATE TABLE "recommendation" (
  "recommendationId" TEXT PRIMARY KEY,
  "learnerId" TEXT NOT NULL,
  "conversationId" TEXT,
  "turnActivityId" TEXT,
  "surface" TEXT NOT NULL CHECK ("surface" IN ('web', 'mobile_web', 'wechat', 'alipay', 'miniprogram', 'ios_app', 'android_app')),
  "language" TEXT NOT NULL,
  "strategy" TEXT NOT NULL,
  "request" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "createdAtMs" BIGINT NOT NULL
);
CREATE INDEX "recommendation_learnerId_createdAtMs_idx" ON "recommendation" ("learnerId", "createdAtMs");

CREATE TABLE "impression" (
  "impressionId" TEXT PRIMARY KEY,
  "recommendationId" TEXT NOT NULL REFERENCES "recommendation" ("recommendationId"),
  "rank" INTEGER NOT NULL,
  "productId" TEXT NOT NULL,
  "priceId" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL,
  "score" DOUBLE PRECISION NOT NULL,
  "reason" TEXT NOT NULL
);
CREATE UNIQUE INDEX "impression_recommendationId_rank_key" ON "impression" ("recommendationId", "rank");
CREATE INDEX "impression_productId_idx" ON "impression" ("productId");

CREATE TABLE "conversation" (
  "conversationId" TEXT PRIMARY KEY,
  "learnerId" TEXT NOT NULL REFERENCES "learner" ("learnerId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "channel" TEXT NOT NULL,
  "surface" TEXT NOT NULL CHECK ("surface" IN ('web', 'mobile_web', 'wechat', 'alipay', 'miniprogram', 'ios_app', 'android_app')),
  "language" TEXT NOT NULL,
  "owner" TEXT NOT NULL CHECK ("owner" IN ('bot', 'queue', 'agent')),
  "ownerId" TEXT,
  "status" TEXT NOT NULL CHECK ("status" IN ('open', 'closed')),
  "lastSeq" INTEGER NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  CHECK (("owner" = 'agent') = ("ownerId" IS NOT NULL))
);
CREATE INDEX "conversation_learnerId_updatedAtMs_idx" ON "conversation" ("learnerId", "updatedAtMs");

CREATE TABLE "activity" (
  "activityId" TEXT PRIMARY KEY,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "seq" INTEGER NOT NULL,
  "clientMessageId" TEXT,
  "type" TEXT NOT NULL CHECK ("type" IN ('message', 'event')),
  "sender" TEXT NOT NULL CHECK ("sender" IN ('learner', 'bot', 'agent', 'system')),
  "senderId" TEXT NOT NULL,
  "replyToId" TEXT,
  "content" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "activity_conversationId_seq_key" ON "activity" ("conversationId", "seq");
CREATE UNIQUE INDEX "activity_conversationId_clientMessageId_key" ON "activity" ("conversationId", "clientMessageId");

CREATE TABLE "bot_state" (
  "stateKey" TEXT PRIMARY KEY,
  "eTag" TEXT NOT NULL,
  "data" TEXT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);

CREATE TABLE "handoff" (
  "handoffId" TEXT PRIMARY KEY,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "learnerId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "state" TEXT NOT NULL CHECK ("state" IN ('queued', 'accepted', 'completed', 'failed')),
  "openKey" TEXT,
  "reason" TEXT NOT NULL,
  "language" TEXT NOT NULL CHECK ("language" IN ('zh', 'en')),
  "requestedAtMs" BIGINT NOT NULL,
  "acceptedBy" TEXT,
  "acceptedAtMs" BIGINT,
  "endedAtMs" BIGINT
);
CREATE UNIQUE INDEX "handoff_openKey_key" ON "handoff" ("openKey");
CREATE INDEX "handoff_state_requestedAtMs_idx" ON "handoff" ("state", "requestedAtMs");

-- History is appended, never overwritten (M8): the ledger and the event log refuse change by anyone.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% rows are immutable', TG_TABLE_NAME; END $$;
CREATE TRIGGER "ledger_entry_immutable" BEFORE UPDATE OR DELETE ON "ledger_entry" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "domain_event_permanent" BEFORE DELETE ON "domain_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
