/** Every limit of the house, with its unit. */
export const limits = {
  // Database
  groupCommitTransactionsMax: 64,
  transactionTimeMaxMs: 5_000,
  statementsCachedMax: 500,
  sqliteBusyTimeoutMs: 5_000,
  sqliteCheckpointPages: 4_000,
  postgresConnectionsMax: 12,
  transactionRetriesMax: 6,

  // Outbox
  outboxBatchEvents: 200,
  outboxPollMs: 1_000,
  deliveryAttemptsMax: 10,
  deliveryRetryBaseMs: 500,
  deliveryRetryMaxMs: 300_000,

  // Jobs
  jobLeaseMs: 30_000,

  // HTTP and sockets
  httpBodyBytesMax: 64 * 1024,
  socketMessageBytesMax: 64 * 1024,
  idempotencyKeyCharactersMax: 255,
  requestsPerMinuteMax: 600,
  messagesPerMinuteMax: 60,
  sessionsPerMinuteMax: 120,
  clockSkewToleranceMs: 5 * 60_000,

  // Conversation
  messageCharactersMax: 4_000,
  activitiesPerPage: 100,
  conversationsPerListMax: 200,
  messagePreviewCharactersMax: 140,
  turnTimeMaxMs: 10_000,
  turnTriesMax: 3,
  turnsResumedPerRunMax: 200,
  turnResumeAgeMaxMs: 86_400_000,
  typingDelayMs: 150,
  socketEventsPerMinuteMax: 240,
  socketExpirySweepMs: 15_000,

  // Identity
  guestTokenTtlMs: 30 * 86_400_000,
  learnerTokenTtlMs: 3_600_000,
  hostTokenAgeMaxMs: 15 * 60_000,
  staffSessionTtlMs: 12 * 3_600_000,
  staffSessionIdleMs: 2 * 3_600_000,
  staffSeenEveryMs: 60_000,
  staffPasswordCharactersMin: 8,
  signInTriesMax: 5,
  signInLockMs: 15 * 60_000,
  signInsPerMinuteMax: 10,
  signInsPerAddressMinuteMax: 60,
  apiKeyCacheMs: 3_000,
  apiKeySeenEveryMs: 10 * 60_000,
  apiKeyRequestsPerMinuteDefault: 600,
  apiKeyRequestsPerMinuteMax: 60_000,
  apiKeyOverlapMsDefault: 24 * 3_600_000,

  // Checkout
  checkoutLinesMax: 20,
  checkoutTtlMs: 15 * 60_000,
  reviewTtlMs: 24 * 3_600_000,
  idempotencyRetentionMs: 48 * 3_600_000,
  idempotencyLockMs: 20_000,
  gatewayTimeoutMs: 8_000,
  attemptsPerPressMax: 3,
  routingRefreshMs: 2_000,
  circuitWindowMs: 30_000,
  circuitCallsMin: 20,
  circuitFailureShareMin: 0.5,
  circuitOpenMs: 10_000,
  gatewayChecksMax: 40,
  gatewayCallsAtOnceMax: 16,
  doubtAgeMaxMs: 8 * 86_400_000,
  gatewayEventAttemptsMax: 12,
  ordersPerPage: 50,
  walletHoldGraceMs: 3_600_000,
  walletLotsPerList: 100,
  walletBatch: 100,
  topUpPackagesMax: 12,
  couponTriesPerMinuteMax: 3,
  couponTriesAtOnceMax: 12,
  couponsPerBatchMax: 10_000,
  couponsListedMax: 500,
  orderSearchFewMax: 2_000,
  orderSearchWindow: 20_000,
  orderSearchProductsMax: 1_000,
  orderSearchLearnersMax: 200,
  orderSearchWordsMax: 8,

  // Recommendation
  recommendationsMax: 6,

  // Analytics
  funnelPageEvents: 500,
  funnelRecordsMax: 500_000,
  funnelRowsMax: 200,
  funnelDaysMax: 400,
  funnelDaysDefault: 30,
  eventDisorderMaxMs: 3_600_000,
} as const;
