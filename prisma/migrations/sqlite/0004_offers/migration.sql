-- Coupons, refund rules as data, and what sessions and orders keep of them.
ALTER TABLE "checkout_session" ADD COLUMN "couponCode" TEXT;
ALTER TABLE "checkout_session" ADD COLUMN "couponUseId" TEXT;
-- Orders placed before rules were data agreed to the first ones.
ALTER TABLE "orders" ADD COLUMN "refundRulesVersion" TEXT NOT NULL DEFAULT '2026-11';

CREATE TABLE "coupon" (
  "couponId" TEXT PRIMARY KEY NOT NULL,
  "code" TEXT NOT NULL,
  "codeKey" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "merchantAccountId" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('percent', 'amount')),
  "percentOff" INTEGER CHECK ("percentOff" BETWEEN 1 AND 100),
  "amountsOff" TEXT,
  "minimums" TEXT,
  "productIds" TEXT,
  "productKinds" TEXT,
  "firstPurchaseOnly" INTEGER NOT NULL CHECK ("firstPurchaseOnly" IN (0, 1)),
  "learnerId" TEXT,
  "perLearnerLimit" INTEGER NOT NULL CHECK ("perLearnerLimit" >= 1),
  "stock" INTEGER CHECK ("stock" >= 1),
  "taken" INTEGER NOT NULL CHECK ("taken" >= 0),
  "startsAtMs" INTEGER,
  "endsAtMs" INTEGER,
  "status" TEXT NOT NULL CHECK ("status" IN ('active', 'disabled')),
  "note" TEXT,
  "createdBy" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL,
  "updatedAtMs" INTEGER NOT NULL,
  CHECK ("stock" IS NULL OR "taken" <= "stock"),
  CHECK (("kind" = 'percent') = ("percentOff" IS NOT NULL)),
  CHECK (("kind" = 'amount') = ("amountsOff" IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX "coupon_codeKey_key" ON "coupon" ("codeKey");
CREATE INDEX "coupon_createdBy_createdAtMs_idx" ON "coupon" ("createdBy", "createdAtMs");

CREATE TABLE "coupon_use" (
  "couponUseId" TEXT PRIMARY KEY NOT NULL,
  "couponId" TEXT NOT NULL REFERENCES "coupon" ("couponId"),
  "checkoutId" TEXT NOT NULL REFERENCES "checkout_session" ("checkoutId"),
  "checkoutKey" TEXT,
  "learnerId" TEXT NOT NULL,
  "slot" INTEGER NOT NULL CHECK ("slot" >= 1),
  "slotKey" TEXT,
  "orderId" TEXT,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "status" TEXT NOT NULL CHECK ("status" IN ('reserved', 'redeemed', 'returned')),
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "discountMinor" INTEGER NOT NULL CHECK ("discountMinor" > 0),
  "reservedAtMs" INTEGER NOT NULL,
  "redeemedAtMs" INTEGER,
  "returnedAtMs" INTEGER,
  "returnReason" TEXT,
  CHECK (("status" = 'returned') = ("slotKey" IS NULL)),
  CHECK (("status" = 'returned') = ("checkoutKey" IS NULL))
) STRICT;
CREATE UNIQUE INDEX "coupon_use_checkoutKey_key" ON "coupon_use" ("checkoutKey");
CREATE UNIQUE INDEX "coupon_use_slotKey_key" ON "coupon_use" ("slotKey");
CREATE INDEX "coupon_use_couponId_learnerId_idx" ON "coupon_use" ("couponId", "learnerId");
CREATE INDEX "coupon_use_orderId_idx" ON "coupon_use" ("orderId");
CREATE INDEX "coupon_use_status_idx" ON "coupon_use" ("status");

CREATE TABLE "refund_rules" (
  "version" TEXT PRIMARY KEY NOT NULL,
  "rules" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL
) STRICT;

-- An order is judged by the rules that were in force when it was placed.
CREATE TRIGGER "refund_rules_immutable" BEFORE UPDATE ON "refund_rules" BEGIN SELECT RAISE(ABORT, 'refund rules are immutable'); END;
CREATE TRIGGER "refund_rules_permanent" BEFORE DELETE ON "refund_rules" BEGIN SELECT RAISE(ABORT, 'refund rules are permanent'); END;
