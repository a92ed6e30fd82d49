-- With how much chance a product stood in its place, and whose order that was: what estimates of other orders need.
ALTER TABLE "impression" ADD COLUMN "propensity" DOUBLE PRECISION NOT NULL DEFAULT 1 CHECK ("propensity" > 0 AND "propensity" <= 1);
ALTER TABLE "impression" ADD COLUMN "slot" TEXT NOT NULL DEFAULT 'best' CHECK ("slot" IN ('best', 'explored'));
ALTER TABLE "impression" ADD COLUMN "policy" TEXT NOT NULL DEFAULT 'plain';
ALTER TABLE "impression" ADD COLUMN "experimentId" TEXT;
ALTER TABLE "impression" ADD COLUMN "variant" TEXT;

-- Ways to order lists, held against each other.
CREATE TABLE "recommend_experiment" (
  "experimentId" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('split', 'interleaving')),
  "status" TEXT NOT NULL CHECK ("status" IN ('running', 'stopped')),
  "variants" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "startedAtMs" BIGINT NOT NULL,
  "stoppedAtMs" BIGINT
);
CREATE UNIQUE INDEX "recommend_experiment_name_key" ON "recommend_experiment" ("name");
CREATE INDEX "recommend_experiment_status_idx" ON "recommend_experiment" ("status");
