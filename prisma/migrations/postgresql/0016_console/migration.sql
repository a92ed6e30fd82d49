-- What staff do beside a thread: notes, canned replies, labels, snooze, search, approvals, own accounts, cases.

CREATE TABLE "conversation_note" (
  "noteId" TEXT PRIMARY KEY,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "clientNoteId" TEXT NOT NULL,
  "staffId" TEXT NOT NULL,
  "afterSeq" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "conversation_note_conversationId_clientNoteId_key" ON "conversation_note" ("conversationId", "clientNoteId");

CREATE TABLE "canned_reply" (
  "cannedReplyId" TEXT PRIMARY KEY,
  "shortcut" TEXT NOT NULL,
  "shortcutKey" TEXT,
  "team" TEXT,
  "title" TEXT NOT NULL,
  "textZh" TEXT,
  "textEn" TEXT,
  "updatedBy" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  "archivedAtMs" BIGINT,
  CHECK ("textZh" IS NOT NULL OR "textEn" IS NOT NULL),
  CHECK (("archivedAtMs" IS NULL) = ("shortcutKey" IS NOT NULL))
);
CREATE UNIQUE INDEX "canned_reply_shortcutKey_key" ON "canned_reply" ("shortcutKey");

CREATE TABLE "label" (
  "labelId" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "nameKey" TEXT,
  "colour" TEXT NOT NULL CHECK ("colour" IN ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple')),
  "createdAtMs" BIGINT NOT NULL,
  "archivedAtMs" BIGINT,
  CHECK (("archivedAtMs" IS NULL) = ("nameKey" IS NOT NULL))
);
CREATE UNIQUE INDEX "label_nameKey_key" ON "label" ("nameKey");

CREATE TABLE "conversation_label" (
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "labelId" TEXT NOT NULL REFERENCES "label" ("labelId"),
  "staffId" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  PRIMARY KEY ("conversationId", "labelId")
);
CREATE INDEX "conversation_label_labelId_conversationId_idx" ON "conversation_label" ("labelId", "conversationId");

CREATE TABLE "conversation_snooze" (
  "conversationId" TEXT PRIMARY KEY REFERENCES "conversation" ("conversationId"),
  "staffId" TEXT NOT NULL,
  "afterSeq" INTEGER NOT NULL,
  "untilMs" BIGINT NOT NULL,
  "createdAtMs" BIGINT NOT NULL
);
CREATE INDEX "conversation_snooze_untilMs_idx" ON "conversation_snooze" ("untilMs");

CREATE TABLE "search_message" (
  "messageNumber" BIGINT PRIMARY KEY,
  "activityId" TEXT NOT NULL,
  "conversationId" TEXT NOT NULL
);
CREATE UNIQUE INDEX "search_message_activityId_key" ON "search_message" ("activityId");
CREATE INDEX "search_message_conversationId_idx" ON "search_message" ("conversationId");

CREATE TABLE "search_term" (
  "term" TEXT COLLATE "C" NOT NULL,
  "messageNumber" BIGINT NOT NULL,
  PRIMARY KEY ("term", "messageNumber")
);

CREATE TABLE "approval" (
  "approvalId" TEXT PRIMARY KEY,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "learnerId" TEXT NOT NULL REFERENCES "learner" ("learnerId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('refund', 'coupon')),
  "wish" TEXT NOT NULL,
  "currency" TEXT NOT NULL,
  "amountMinor" BIGINT NOT NULL,
  "note" TEXT NOT NULL,
  "status" TEXT NOT NULL CHECK ("status" IN ('requested', 'approved', 'declined', 'withdrawn', 'expired')),
  "requestedBy" TEXT NOT NULL,
  "decidedBy" TEXT,
  "decisionNote" TEXT,
  "createdAtMs" BIGINT NOT NULL,
  "expiresAtMs" BIGINT NOT NULL,
  "decidedAtMs" BIGINT,
  CHECK (("status" = 'requested') = ("decidedAtMs" IS NULL)),
  CHECK ("status" NOT IN ('approved', 'declined') OR "decidedBy" <> "requestedBy")
);
CREATE INDEX "approval_status_createdAtMs_idx" ON "approval" ("status", "createdAtMs");
CREATE INDEX "approval_requestedBy_createdAtMs_idx" ON "approval" ("requestedBy", "createdAtMs");
CREATE INDEX "approval_conversationId_idx" ON "approval" ("conversationId");

CREATE TABLE "staff_own_account" (
  "staffId" TEXT NOT NULL REFERENCES "staff" ("staffId"),
  "learnerId" TEXT NOT NULL REFERENCES "learner" ("learnerId"),
  "createdBy" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  PRIMARY KEY ("staffId", "learnerId")
);

CREATE TABLE "support_case" (
  "caseId" TEXT PRIMARY KEY,
  "caseNumber" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('complaint', 'minor_refund', 'appeal')),
  "subject" TEXT NOT NULL,
  "subjectId" TEXT,
  "openKey" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "status" TEXT NOT NULL CHECK ("status" IN ('open', 'working', 'waiting', 'upheld', 'declined', 'withdrawn')),
  "learnerId" TEXT REFERENCES "learner" ("learnerId"),
  "conversationId" TEXT,
  "language" TEXT NOT NULL CHECK ("language" IN ('zh', 'en')),
  "paymentId" TEXT REFERENCES "payment" ("paymentId"),
  "orderId" TEXT,
  "ownerId" TEXT,
  "outcomeMessage" TEXT,
  "refundIds" TEXT NOT NULL,
  "openedAtMs" BIGINT NOT NULL,
  "dueAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  "closedAtMs" BIGINT,
  CHECK (("closedAtMs" IS NULL) = ("status" IN ('open', 'working', 'waiting')))
);
CREATE UNIQUE INDEX "support_case_caseNumber_key" ON "support_case" ("caseNumber");
CREATE UNIQUE INDEX "support_case_openKey_key" ON "support_case" ("openKey");
CREATE INDEX "support_case_closedAtMs_dueAtMs_idx" ON "support_case" ("closedAtMs", "dueAtMs");
CREATE INDEX "support_case_learnerId_openedAtMs_idx" ON "support_case" ("learnerId", "openedAtMs");
CREATE INDEX "support_case_subjectId_idx" ON "support_case" ("subjectId");

CREATE TABLE "case_entry" (
  "caseEntryId" TEXT PRIMARY KEY,
  "caseId" TEXT NOT NULL REFERENCES "support_case" ("caseId"),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('opened', 'note', 'evidence', 'assigned', 'moved', 'decided', 'acted')),
  "staffId" TEXT,
  "text" TEXT NOT NULL,
  "attachmentIds" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL
);
CREATE INDEX "case_entry_caseId_createdAtMs_idx" ON "case_entry" ("caseId", "createdAtMs");

-- The list of all threads, by their last change.
CREATE INDEX "conversation_livemode_updatedAtMs_conversationId_idx" ON "conversation" ("livemode", "updatedAtMs", "conversationId");

-- Evidence is never taken back.
CREATE FUNCTION case_entry_no_update() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'entries of a case are permanent'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER "case_entry_no_update" BEFORE UPDATE ON "case_entry" FOR EACH ROW EXECUTE FUNCTION case_entry_no_update();
