-- How often in a row an account was locked: each lock lasts longer than the one before.
ALTER TABLE "staff" ADD COLUMN "lockouts" INTEGER NOT NULL DEFAULT 0;

-- What the browser of a session says it is, so that its owner knows it again.
ALTER TABLE "staff_session" ADD COLUMN "device" TEXT;
