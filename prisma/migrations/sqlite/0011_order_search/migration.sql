-- Orders are found by what was bought, what it came to, the gateway's own number and the name of who bought.
CREATE INDEX "orders_currency_totalMinor_idx" ON "orders" ("currency", "totalMinor");
CREATE INDEX "order_line_productId_orderId_idx" ON "order_line" ("productId", "orderId");
CREATE INDEX "payment_attempt_gatewayPaymentId_idx" ON "payment_attempt" ("gatewayPaymentId");
CREATE INDEX "product_title_idx" ON "product" ("title");
CREATE INDEX "learner_displayName_idx" ON "learner" ("displayName");
CREATE INDEX "entitlement_orderId_idx" ON "entitlement" ("orderId");
