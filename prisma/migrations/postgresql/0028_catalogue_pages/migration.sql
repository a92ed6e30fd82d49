-- Products are edited by people too. Null: never changed by one, and linked to nothing.
ALTER TABLE "product" ADD COLUMN "revision" INTEGER;
ALTER TABLE "product" ADD COLUMN "sourceHash" TEXT;
ALTER TABLE "product" ADD COLUMN "links" TEXT;
ALTER TABLE "product" ADD COLUMN "bundleIds" TEXT;

-- Prices that begin to hold later.
CREATE TABLE "price_plan" (
  "pricePlanId" TEXT PRIMARY KEY,
  "productId" TEXT NOT NULL REFERENCES "product" ("productId"),
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL CHECK ("amountMinor" >= 0),
  "startsAtMs" BIGINT NOT NULL,
  "status" TEXT NOT NULL CHECK ("status" IN ('planned', 'started', 'canceled')),
  "plannedKey" TEXT,
  "staffId" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "settledAtMs" BIGINT
);
CREATE UNIQUE INDEX "price_plan_plannedKey_key" ON "price_plan" ("plannedKey");
CREATE INDEX "price_plan_status_startsAtMs_idx" ON "price_plan" ("status", "startsAtMs");
CREATE INDEX "price_plan_productId_idx" ON "price_plan" ("productId");
