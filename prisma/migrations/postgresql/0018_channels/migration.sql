-- Where a conversation of another channel goes on, and how far it was told.
CREATE TABLE "bot_framework_thread" (
  "conversationId" TEXT PRIMARY KEY REFERENCES "conversation" ("conversationId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "channelId" TEXT NOT NULL,
  "externalId" TEXT NOT NULL,
  "userId" TEXT NOT NULL,
  "reference" TEXT NOT NULL,
  "sentSeq" INTEGER NOT NULL CHECK ("sentSeq" >= 0),
  "attempts" INTEGER NOT NULL CHECK ("attempts" >= 0),
  "nextAttemptAtMs" BIGINT
);
CREATE UNIQUE INDEX "bot_framework_thread_livemode_channelId_externalId_key" ON "bot_framework_thread" ("livemode", "channelId", "externalId");
CREATE INDEX "bot_framework_thread_nextAttemptAtMs_idx" ON "bot_framework_thread" ("nextAttemptAtMs");

-- Links to a checkout that were opened: each opens for one browser.
CREATE TABLE "pay_link_use" (
  "linkId" TEXT PRIMARY KEY,
  "checkoutId" TEXT NOT NULL,
  "openerKey" TEXT NOT NULL,
  "expiresAtMs" BIGINT NOT NULL
);
CREATE INDEX "pay_link_use_expiresAtMs_idx" ON "pay_link_use" ("expiresAtMs");
