CREATE TABLE "api_key" (
  "keyId" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "lookup" TEXT NOT NULL,
  "secretHash" TEXT NOT NULL,
  "scopes" TEXT NOT NULL,
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "requestsPerMinute" INTEGER NOT NULL CHECK ("requestsPerMinute" > 0),
  "replacesKeyId" TEXT REFERENCES "api_key" ("keyId"),
  "createdAtMs" BIGINT NOT NULL,
  "expiresAtMs" BIGINT,
  "revokedAtMs" BIGINT,
  "lastUsedAtMs" BIGINT
);
CREATE UNIQUE INDEX "api_key_lookup_key" ON "api_key" ("lookup");
