-- What each model of risk is to do and who allowed it, and what models that did not serve would have said.

CREATE TABLE "risk_model_plan" (
  "planId" TEXT PRIMARY KEY NOT NULL,
  "modelVersion" TEXT NOT NULL,
  "role" TEXT NOT NULL CHECK ("role" IN ('champion', 'challenger', 'shadow')),
  "sharePercent" INTEGER CHECK ("sharePercent" BETWEEN 1 AND 50),
  "endsAtMs" INTEGER,
  "status" TEXT NOT NULL CHECK ("status" IN ('requested', 'live', 'declined', 'ended')),
  "openKey" TEXT,
  "liveKey" TEXT,
  "note" TEXT,
  "requestedBy" TEXT NOT NULL,
  "decidedBy" TEXT,
  "endedBy" TEXT,
  "createdAtMs" INTEGER NOT NULL,
  "decidedAtMs" INTEGER,
  "endedAtMs" INTEGER,
  CHECK (("status" = 'requested') = ("openKey" IS NOT NULL)),
  CHECK (("status" = 'live') = ("liveKey" IS NOT NULL)),
  CHECK (("role" = 'challenger') = ("sharePercent" IS NOT NULL)),
  CHECK (("role" = 'champion') = ("endsAtMs" IS NULL)),
  CHECK ("role" = 'shadow' OR "status" IN ('requested', 'declined') OR "decidedBy" <> "requestedBy")
) STRICT;
CREATE UNIQUE INDEX "risk_model_plan_openKey_key" ON "risk_model_plan" ("openKey");
CREATE UNIQUE INDEX "risk_model_plan_liveKey_key" ON "risk_model_plan" ("liveKey");
CREATE INDEX "risk_model_plan_status_createdAtMs_idx" ON "risk_model_plan" ("status", "createdAtMs");

CREATE TABLE "risk_model_score" (
  "assessmentId" TEXT NOT NULL REFERENCES "risk_assessment" ("assessmentId"),
  "modelVersion" TEXT NOT NULL,
  "isServing" INTEGER NOT NULL CHECK ("isServing" IN (0, 1)),
  "score" REAL NOT NULL,
  "asks" TEXT NOT NULL CHECK ("asks" IN ('allow', 'challenge', 'block')),
  "position" INTEGER NOT NULL,
  "createdAtMs" INTEGER NOT NULL,
  PRIMARY KEY ("assessmentId", "modelVersion")
) STRICT;
CREATE INDEX "risk_model_score_modelVersion_position_idx" ON "risk_model_score" ("modelVersion", "position");
CREATE INDEX "risk_model_score_modelVersion_createdAtMs_idx" ON "risk_model_score" ("modelVersion", "createdAtMs");
