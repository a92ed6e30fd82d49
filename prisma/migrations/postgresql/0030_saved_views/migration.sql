-- Questions that an analyst keeps: what the address of the dashboard says, never a figure.
CREATE TABLE "saved_view" (
  "savedViewId" TEXT PRIMARY KEY,
  "staffId" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "question" TEXT NOT NULL,
  "isShared" INTEGER NOT NULL CHECK ("isShared" IN (0, 1)),
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "saved_view_staffId_name_key" ON "saved_view" ("staffId", "name");
CREATE INDEX "saved_view_isShared_idx" ON "saved_view" ("isShared");
