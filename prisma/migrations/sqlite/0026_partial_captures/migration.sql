-- A part of what is reserved can be taken; what the payer really gave; statements whose lines were let go.

-- What the seller wants to take when it is less than what is reserved.
ALTER TABLE "payment_attempt" ADD COLUMN "captureMinor" INTEGER CHECK ("captureMinor" > 0);
-- What was reserved when less of it was taken: "amountMinor" is then what was taken.
ALTER TABLE "payment_attempt" ADD COLUMN "reservedMinor" INTEGER CHECK ("reservedMinor" > "amountMinor");
-- What the payer gave when the gateway's own vouchers paid the rest.
ALTER TABLE "payment_attempt" ADD COLUMN "payerMinor" INTEGER CHECK ("payerMinor" >= 0);

ALTER TABLE "statement_import" ADD COLUMN "linesForgottenAtMs" INTEGER;
