-- What a learner decides about their own data, the key that forgets, and invoices they asked for.
ALTER TABLE "learner" ADD COLUMN "personalisationOffAtMs" INTEGER;
ALTER TABLE "learner" ADD COLUMN "erasedAtMs" INTEGER;

CREATE TABLE "learner_key" (
  "learnerId" TEXT PRIMARY KEY NOT NULL REFERENCES "learner" ("learnerId"),
  "sealedKey" TEXT NOT NULL,
  "createdAtMs" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "invoice_request" (
  "invoiceRequestId" TEXT PRIMARY KEY NOT NULL,
  "orderId" TEXT NOT NULL REFERENCES "orders" ("orderId"),
  "learnerId" TEXT NOT NULL REFERENCES "learner" ("learnerId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "buyerKind" TEXT NOT NULL CHECK ("buyerKind" IN ('person', 'company')),
  "status" TEXT NOT NULL CHECK ("status" IN ('requested', 'issued', 'declined')),
  "openKey" TEXT,
  "sealed" TEXT NOT NULL,
  "invoiceNumber" TEXT,
  "createdAtMs" INTEGER NOT NULL,
  "updatedAtMs" INTEGER NOT NULL,
  CHECK (("status" = 'declined') = ("openKey" IS NULL)),
  CHECK (("status" = 'issued') = ("invoiceNumber" IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX "invoice_request_openKey_key" ON "invoice_request" ("openKey");
CREATE INDEX "invoice_request_learnerId_createdAtMs_idx" ON "invoice_request" ("learnerId", "createdAtMs");
CREATE INDEX "invoice_request_orderId_idx" ON "invoice_request" ("orderId");
