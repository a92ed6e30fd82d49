-- What a learner decides about their own data, the key that forgets, and invoices they asked for.
ALTER TABLE "learner" ADD COLUMN "personalisationOffAtMs" BIGINT;
ALTER TABLE "learner" ADD COLUMN "erasedAtMs" BIGINT;

CREATE TABLE "learner_key" (
  "learnerId" TEXT PRIMARY KEY REFERENCES "learner" ("learnerId"),
  "sealedKey" TEXT NOT NULL,
  "createdAtMs" BIGINT NOT NULL
);

CREATE TABLE "invoice_request" (
  "invoiceRequestId" TEXT PRIMARY KEY,
  "orderId" TEXT NOT NULL REFERENCES "orders" ("orderId"),
  "learnerId" TEXT NOT NULL REFERENCES "learner" ("learnerId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "buyerKind" TEXT NOT NULL CHECK ("buyerKind" IN ('person', 'company')),
  "status" TEXT NOT NULL CHECK ("status" IN ('requested', 'issued', 'declined')),
  "openKey" TEXT,
  "sealed" TEXT NOT NULL,
  "invoiceNumber" TEXT,
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL,
  CHECK (("status" = 'declined') = ("openKey" IS NULL)),
  CHECK (("status" = 'issued') = ("invoiceNumber" IS NOT NULL))
);
CREATE UNIQUE INDEX "invoice_request_openKey_key" ON "invoice_request" ("openKey");
CREATE INDEX "invoice_request_learnerId_createdAtMs_idx" ON "invoice_request" ("learnerId", "createdAtMs");
CREATE INDEX "invoice_request_orderId_idx" ON "invoice_request" ("orderId");
