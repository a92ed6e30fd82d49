-- Answers the platform gives by itself; an answer that changed keeps its earlier versions.
CREATE TABLE "faq_entry" (
  "faqEntryId" TEXT PRIMARY KEY,
  "key" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "questionsZh" TEXT NOT NULL,
  "questionsEn" TEXT NOT NULL,
  "answerZh" TEXT NOT NULL,
  "answerEn" TEXT NOT NULL,
  "sourceUrl" TEXT,
  "validFromMs" BIGINT,
  "validUntilMs" BIGINT,
  "createdAtMs" BIGINT NOT NULL,
  "replacedAtMs" BIGINT
);
CREATE UNIQUE INDEX "faq_entry_key_version_key" ON "faq_entry" ("key", "version");
CREATE INDEX "faq_entry_replacedAtMs_idx" ON "faq_entry" ("replacedAtMs");

-- Questions that nothing answered; the words stay in the activity and go with it.
CREATE TABLE "faq_miss" (
  "activityId" TEXT PRIMARY KEY,
  "conversationId" TEXT NOT NULL,
  "language" TEXT NOT NULL CHECK ("language" IN ('zh', 'en')),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "createdAtMs" BIGINT NOT NULL
);
CREATE INDEX "faq_miss_createdAtMs_idx" ON "faq_miss" ("createdAtMs");
CREATE INDEX "faq_miss_conversationId_idx" ON "faq_miss" ("conversationId");

-- Whether an answer helped, once an answer.
CREATE TABLE "faq_feedback" (
  "answerActivityId" TEXT PRIMARY KEY,
  "faqEntryId" TEXT NOT NULL REFERENCES "faq_entry" ("faqEntryId"),
  "conversationId" TEXT NOT NULL,
  "helped" INTEGER NOT NULL CHECK ("helped" IN (0, 1)),
  "createdAtMs" BIGINT NOT NULL
);
CREATE INDEX "faq_feedback_faqEntryId_idx" ON "faq_feedback" ("faqEntryId");
CREATE INDEX "faq_feedback_conversationId_idx" ON "faq_feedback" ("conversationId");
