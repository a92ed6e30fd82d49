-- Statements of gateways, and what differs between them and our books.
CREATE TABLE "statement_import" (
  "importId" TEXT PRIMARY KEY,
  "gateway" TEXT NOT NULL,
  "day" TEXT NOT NULL CHECK (length("day") = 10),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "timeZone" TEXT NOT NULL,
  "fromMs" BIGINT NOT NULL,
  "toMs" BIGINT NOT NULL,
  "source" TEXT NOT NULL CHECK ("source" IN ('gateway', 'file')),
  "status" TEXT NOT NULL CHECK ("status" IN ('importing', 'imported', 'matched', 'superseded', 'failed')),
  "importingKey" TEXT,
  "currentKey" TEXT,
  "contentHash" TEXT,
  "linesCount" BIGINT NOT NULL,
  "totals" TEXT NOT NULL,
  "feesBooked" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  "matchedAtMs" BIGINT,
  CHECK (("status" = 'importing') = ("importingKey" IS NOT NULL)),
  CHECK (("status" IN ('imported', 'matched')) = ("currentKey" IS NOT NULL))
);
CREATE UNIQUE INDEX "statement_import_importingKey_key" ON "statement_import" ("importingKey");
CREATE UNIQUE INDEX "statement_import_currentKey_key" ON "statement_import" ("currentKey");
CREATE INDEX "statement_import_gateway_day_idx" ON "statement_import" ("gateway", "day");

CREATE TABLE "statement_line" (
  "importId" TEXT NOT NULL REFERENCES "statement_import" ("importId"),
  "lineNumber" INTEGER NOT NULL,
  "type" TEXT NOT NULL CHECK ("type" IN ('payment', 'refund', 'dispute')),
  "reference" TEXT NOT NULL,
  "paymentReference" TEXT,
  "gatewayId" TEXT NOT NULL,
  "currency" TEXT NOT NULL CHECK (length("currency") = 3),
  "amountMinor" BIGINT NOT NULL,
  "feeMinor" BIGINT NOT NULL,
  "expectedFeeMinor" BIGINT,
  "settledAtMs" BIGINT NOT NULL,
  PRIMARY KEY ("importId", "lineNumber")
);
CREATE INDEX "statement_line_reference_idx" ON "statement_line" ("reference");

CREATE TABLE "statement_difference" (
  "importId" TEXT NOT NULL REFERENCES "statement_import" ("importId"),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('missing_here', 'missing_there', 'amount_differs', 'currency_differs', 'duplicate', 'status_differs', 'ledger_differs', 'fee_differs')),
  "type" TEXT NOT NULL CHECK ("type" IN ('payment', 'refund', 'dispute')),
  "reference" TEXT NOT NULL,
  "lineNumber" INTEGER NOT NULL,
  "paymentReference" TEXT,
  "gatewayId" TEXT,
  "attemptId" TEXT,
  "refundId" TEXT,
  "currency" TEXT NOT NULL,
  "theirsMinor" BIGINT,
  "oursMinor" BIGINT,
  "detail" TEXT NOT NULL,
  "proposal" TEXT NOT NULL CHECK ("proposal" IN ('query_payment', 'query_refund', 'rebuild_payment', 'rebuild_refund', 'person')),
  "status" TEXT NOT NULL CHECK ("status" IN ('open', 'repaired', 'gone')),
  "resolution" TEXT,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  PRIMARY KEY ("importId", "kind", "type", "reference", "lineNumber")
);
CREATE INDEX "statement_difference_status_idx" ON "statement_difference" ("status");

-- The ledger is read day by day in the order of its numbers, however many there are in one day.
DROP INDEX "ledger_transaction_accountingDay_idx";
CREATE INDEX "ledger_transaction_accountingDay_ledgerTransactionId_idx" ON "ledger_transaction" ("accountingDay", "ledgerTransactionId");
