-- Facts are read from the transcripts by time, from where the last reading stopped.
CREATE INDEX "activity_createdAtMs_idx" ON "activity" ("createdAtMs");
