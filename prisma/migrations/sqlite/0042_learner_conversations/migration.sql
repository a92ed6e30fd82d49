-- A learner has few threads, and every message would move its thread in an index by time.
DROP INDEX "conversation_learnerId_updatedAtMs_idx";
CREATE INDEX "conversation_learnerId_idx" ON "conversation" ("learnerId");
