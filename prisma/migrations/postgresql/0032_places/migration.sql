-- How many learners can buy a product, where that is limited: live classes, camps with a teacher. Null = any number.
ALTER TABLE "product" ADD COLUMN "places" INTEGER CHECK ("places" >= 0);

-- How many places of a product are held or sold. One row is what those who want the last one queue at.
CREATE TABLE "place_stock" (
  "stockKey" TEXT PRIMARY KEY,
  "productId" TEXT NOT NULL REFERENCES "product" ("productId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "taken" INTEGER NOT NULL CHECK ("taken" >= 0)
);

CREATE TABLE "place_hold" (
  "placeHoldId" TEXT PRIMARY KEY,
  "orderId" TEXT NOT NULL REFERENCES "orders" ("orderId"),
  "productId" TEXT NOT NULL REFERENCES "product" ("productId"),
  "livemode" INTEGER NOT NULL CHECK ("livemode" IN (0, 1)),
  "status" TEXT NOT NULL CHECK ("status" IN ('held', 'sold', 'returned')),
  "createdAtMs" BIGINT NOT NULL,
  "updatedAtMs" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "place_hold_orderId_productId_key" ON "place_hold" ("orderId", "productId");
CREATE INDEX "place_hold_status_idx" ON "place_hold" ("status");
