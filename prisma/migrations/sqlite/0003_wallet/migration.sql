ALTER TABLE "checkout_session" ADD COLUMN "topUp" TEXT;
ALTER TABLE "orders" ADD COLUMN "topUp" TEXT;

CREATE TABLE "wallet_lot" (
  "lotId" TEXT PRIMARY KEY NOT NULL,
  "learnerId" TEXT NOT NULL REFERENCES "learner" ("learnerId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "merchantAccountId" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('paid', 'bonus')),
  "sourcePaymentId" TEXT NOT NULL REFERENCES "payment" ("paymentId"),
  "creditedMinor" INTEGER NOT NULL CHECK ("creditedMinor" > 0),
  "remainingMinor" INTEGER NOT NULL CHECK ("remainingMinor" >= 0),
  "heldMinor" INTEGER NOT NULL CHECK ("heldMinor" >= 0),
  "spentMinor" INTEGER NOT NULL CHECK ("spentMinor" >= 0),
  "withdrawnMinor" INTEGER NOT NULL CHECK ("withdrawnMinor" >= 0),
  "expiredMinor" INTEGER NOT NULL CHECK ("expiredMinor" >= 0),
  "expiresAtMs" INTEGER,
  "createdAtMs" INTEGER NOT NULL,
  "updatedAtMs" INTEGER NOT NULL,
  -- Every unit of money is in one place; what was credited never grows.
  CHECK ("creditedMinor" = "remainingMinor" + "heldMinor" + "spentMinor" + "withdrawnMinor" + "expiredMinor"),
  CHECK ("kind" = 'bonus' OR ("expiresAtMs" IS NULL AND "expiredMinor" = 0))
) STRICT;
CREATE UNIQUE INDEX "wallet_lot_sourcePaymentId_kind_key" ON "wallet_lot" ("sourcePaymentId", "kind");
CREATE INDEX "wallet_lot_learnerId_livemode_currency_idx" ON "wallet_lot" ("learnerId", "livemode", "currency");
CREATE INDEX "wallet_lot_expiresAtMs_idx" ON "wallet_lot" ("expiresAtMs");

CREATE TABLE "wallet_hold" (
  "holdId" TEXT PRIMARY KEY NOT NULL,
  "learnerId" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "merchantAccountId" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "purpose" TEXT NOT NULL CHECK ("purpose" IN ('spend', 'withdrawal')),
  "subjectId" TEXT NOT NULL,
  "openKey" TEXT,
  "amountMinor" INTEGER NOT NULL CHECK ("amountMinor" > 0),
  "status" TEXT NOT NULL CHECK ("status" IN ('held', 'posted', 'voided', 'expired')),
  "expiresAtMs" INTEGER,
  "createdAtMs" INTEGER NOT NULL,
  "endedAtMs" INTEGER,
  CHECK (("status" = 'held') = ("openKey" IS NOT NULL)),
  CHECK (("status" = 'held') = ("endedAtMs" IS NULL))
) STRICT;
CREATE UNIQUE INDEX "wallet_hold_openKey_key" ON "wallet_hold" ("openKey");
CREATE INDEX "wallet_hold_subjectId_idx" ON "wallet_hold" ("subjectId");
CREATE INDEX "wallet_hold_status_expiresAtMs_idx" ON "wallet_hold" ("status", "expiresAtMs");

CREATE TABLE "wallet_hold_part" (
  "holdId" TEXT NOT NULL REFERENCES "wallet_hold" ("holdId"),
  "partNumber" INTEGER NOT NULL,
  "lotId" TEXT NOT NULL REFERENCES "wallet_lot" ("lotId"),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('paid', 'bonus')),
  "amountMinor" INTEGER NOT NULL CHECK ("amountMinor" > 0),
  "refundedMinor" INTEGER NOT NULL CHECK ("refundedMinor" >= 0),
  PRIMARY KEY ("holdId", "partNumber"),
  CHECK ("refundedMinor" <= "amountMinor")
) STRICT, WITHOUT ROWID;

CREATE TABLE "wallet_return" (
  "refundId" TEXT NOT NULL,
  "partNumber" INTEGER NOT NULL,
  "holdId" TEXT NOT NULL REFERENCES "wallet_hold" ("holdId"),
  "lotId" TEXT NOT NULL REFERENCES "wallet_lot" ("lotId"),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('paid', 'bonus')),
  "amountMinor" INTEGER NOT NULL CHECK ("amountMinor" > 0),
  "isExpired" INTEGER NOT NULL CHECK ("isExpired" IN (0, 1)),
  "createdAtMs" INTEGER NOT NULL,
  PRIMARY KEY ("refundId", "partNumber")
) STRICT, WITHOUT ROWID;

CREATE TRIGGER "ledger_transaction_immutable" BEFORE UPDATE ON "ledger_transaction" BEGIN SELECT RAISE(ABORT, 'ledger transactions are immutable'); END;
CREATE TRIGGER "ledger_transaction_permanent" BEFORE DELETE ON "ledger_transaction" BEGIN SELECT RAISE(ABORT, 'ledger transactions are permanent'); END;
CREATE TRIGGER "wallet_return_immutable" BEFORE UPDATE ON "wallet_return" BEGIN SELECT RAISE(ABORT, 'wallet returns are immutable'); END;
CREATE TRIGGER "wallet_return_permanent" BEFORE DELETE ON "wallet_return" BEGIN SELECT RAISE(ABORT, 'wallet returns are permanent'); END;
