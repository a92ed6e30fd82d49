-- How far each side of a conversation has got, and the files that were sent in it.
CREATE TABLE "read_mark" (
  "conversationId" TEXT PRIMARY KEY NOT NULL REFERENCES "conversation" ("conversationId"),
  "deliveredSeq" INTEGER NOT NULL CHECK ("deliveredSeq" >= "readSeq"),
  "readSeq" INTEGER NOT NULL CHECK ("readSeq" >= 0),
  "agentReadSeq" INTEGER NOT NULL CHECK ("agentReadSeq" >= 0),
  "updatedAtMs" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "attachment" (
  "attachmentId" TEXT PRIMARY KEY NOT NULL,
  "conversationId" TEXT NOT NULL REFERENCES "conversation" ("conversationId"),
  "learnerId" TEXT NOT NULL,
  "uploader" TEXT NOT NULL CHECK ("uploader" IN ('learner', 'agent')),
  "uploaderId" TEXT NOT NULL,
  "clientUploadId" TEXT NOT NULL,
  "fileKey" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "contentType" TEXT NOT NULL,
  "bytes" INTEGER NOT NULL CHECK ("bytes" > 0),
  "width" INTEGER,
  "height" INTEGER,
  "sha256" TEXT NOT NULL,
  "activityId" TEXT,
  "createdAtMs" INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX "attachment_fileKey_key" ON "attachment" ("fileKey");
CREATE UNIQUE INDEX "attachment_conversationId_uploaderId_clientUploadId_key" ON "attachment" ("conversationId", "uploaderId", "clientUploadId");
CREATE INDEX "attachment_learnerId_createdAtMs_idx" ON "attachment" ("learnerId", "createdAtMs");
CREATE INDEX "attachment_activityId_createdAtMs_idx" ON "attachment" ("activityId", "createdAtMs");
