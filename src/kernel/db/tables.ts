import type { ColumnType } from "kysely";
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export type Activity = {
    activityId: string;
    conversationId: string;
    seq: number;
    clientMessageId: string | null;
    type: string;
    sender: string;
    senderId: string;
    replyToId: string | null;
    content: string;
    createdAtMs: number;
};
export type BotState = {
    stateKey: string;
    eTag: string;
    data: string;
    updatedAtMs: number;
};
export type CheckoutSession = {
    checkoutId: string;
    learnerId: string;
    conversationId: string | null;
    livemode: number;
    merchantAccountId: string;
    surface: string;
    language: string;
    status: string;
    lines: string;
    currency: string;
    subtotalMinor: number;
    discountMinor: number;
    taxMinor: number;
    totalMinor: number;
    expiresAtMs: number;
    createdAtMs: number;
    updatedAtMs: number;
};
export type Conversation = {
    conversationId: string;
    learnerId: string;
    livemode: number;
    channel: string;
    surface: string;
    language: string;
    /**
     * bot, queue or agent; ownerId names the agent (C3).
     */
    owner: string;
    ownerId: string | null;
    status: string;
    lastSeq: number;
    createdAtMs: number;
    updatedAtMs: number;
};
export type DomainEvent = {
    eventId: string;
    position: number | null;
    type: string;
    /**
     * Ids that join facts; whichever apply.
     */
    learnerId: string | null;
    conversationId: string | null;
    subjectId: string;
    livemode: number;
    occurredAtMs: number;
    payload: string;
};
export type Entitlement = {
    entitlementId: string;
    learnerId: string;
    productId: string;
    orderId: string;
    orderLineId: string;
    livemode: number;
    status: string;
    activeKey: string | null;
    grantedAtMs: number;
    revokedAtMs: number | null;
    revokeReason: string | null;
};
export type EntitlementUsage = {
    entitlementId: string;
    /**
     * The host's own id of the report; a repeat changes nothing.
     */
    reportId: string;
    kind: string;
    /**
     * 0 to 100 for progress.
     */
    percent: number | null;
    occurredAtMs: number;
    receivedAtMs: number;
};
export type FailedDelivery = {
    subscription: string;
    eventId: string;
    state: string;
    attempts: number;
    nextAttemptAtMs: number;
    lastError: string;
    updatedAtMs: number;
};
export type GatewayEvent = {
    gatewayEventId: string;
    gateway: string;
    externalEventId: string;
    type: string;
    reference: string | null;
    content: string;
    source: string;
    status: string;
    outcome: string | null;
    attempts: number;
    livemode: number;
    occurredAtMs: number;
    receivedAtMs: number;
    appliedAtMs: number | null;
    nextAttemptAtMs: number | null;
};
export type Handoff = {
    handoffId: string;
    conversationId: string;
    learnerId: string;
    livemode: number;
    state: string;
    openKey: string | null;
    reason: string;
    language: string;
    requestedAtMs: number;
    acceptedBy: string | null;
    acceptedAtMs: number | null;
    endedAtMs: number | null;
};
export type IdempotencyKey = {
    scope: string;
    key: string;
    fingerprint: string;
    state: string;
    /**
     * While running: who runs it and until when it is believed.
     */
    holder: string;
    lockedUntilMs: number;
    statusCode: number | null;
    responseBody: string | null;
    createdAtMs: number;
};
export type Impression = {
    impressionId: string;
    recommendationId: string;
    rank: number;
    productId: string;
    priceId: string;
    currency: string;
    amountMinor: number;
    score: number;
    /**
     * JSON: the evidence behind the reason line.
     */
    reason: string;
};
export type KeyValue = {
    key: string;
    value: string;
    updatedAtMs: number;
};
export type Learner = {
    learnerId: string;
    /**
     * The host platform's id; null for a guest. Unique per mode through hostUserKey.
     */
    hostUserId: string | null;
    hostUserKey: string | null;
    displayName: string | null;
    isGuest: number;
    /**
     * Set when a guest signed in: conversations moved there.
     */
    mergedIntoLearnerId: string | null;
    livemode: number;
    createdAtMs: number;
    updatedAtMs: number;
};
export type LedgerEntry = {
    ledgerTransactionId: string;
    entryNumber: number;
    account: string;
    currency: string;
    amountMinor: number;
    livemode: number;
};
export type LedgerTransaction = {
    ledgerTransactionId: string;
    reference: string;
    kind: string;
    merchantAccountId: string;
    livemode: number;
    /**
     * YYYY-MM-DD in the merchant's time zone.
     */
    accountingDay: string;
    occurredAtMs: number;
};
export type MerchantAccount = {
    merchantAccountId: string;
    legalName: string;
    country: string;
    timeZone: string;
    livemode: number;
    createdAtMs: number;
};
export type Order = {
    orderId: string;
    orderNumber: string;
    checkoutId: string;
    learnerId: string;
    conversationId: string | null;
    livemode: number;
    merchantAccountId: string;
    surface: string;
    language: string;
    status: string;
    currency: string;
    subtotalMinor: number;
    discountMinor: number;
    taxMinor: number;
    totalMinor: number;
    buyerCountry: string;
    /**
     * JSON: what the country was concluded from.
     */
    buyerCountryEvidence: string;
    consentVersion: string;
    consentLanguage: string;
    consentSurface: string;
    consentAtMs: number;
    createdAtMs: number;
    paidAtMs: number | null;
};
export type OrderLine = {
    orderLineId: string;
    orderId: string;
    lineNumber: number;
    productId: string;
    title: string;
    kind: string;
    priceId: string;
    priceVersion: number;
    impressionId: string | null;
    currency: string;
    amountMinor: number;
    /**
     * This line's share of the order's discount, by largest remainder.
     */
    discountMinor: number;
    /**
     * Parts per million: 60000 = 6 %.
     */
    taxRatePpm: number;
    taxMinor: number;
    taxIncluded: number;
    totalMinor: number;
    sellerId: string;
    livemode: number;
};
export type Payment = {
    paymentId: string;
    orderId: string;
    checkoutId: string;
    learnerId: string;
    conversationId: string | null;
    livemode: number;
    merchantAccountId: string;
    currency: string;
    amountMinor: number;
    refundedMinor: number;
    status: string;
    /**
     * The attempt whose capture counts; every other capture is surplus and refunded.
     */
    countedAttemptId: string | null;
    createdAtMs: number;
    updatedAtMs: number;
    succeededAtMs: number | null;
};
export type PaymentAttempt = {
    attemptId: string;
    paymentId: string;
    number: number;
    gateway: string;
    method: string;
    flow: string;
    /**
     * 1 when the gateway was asked to make sure of the payer first.
     */
    challenge: number;
    surface: string;
    gatewayReference: string;
    gatewayPaymentId: string | null;
    gatewayMerchantId: string;
    merchantAccountId: string;
    livemode: number;
    currency: string;
    amountMinor: number;
    status: string;
    liveKey: string | null;
    /**
     * JSON: what the learner has to do.
     */
    action: string | null;
    failureCode: string | null;
    returnUrl: string | null;
    expiresAtMs: number;
    createdAtMs: number;
    updatedAtMs: number;
    /**
     * When the sweeper asks the gateway next; null when there is nothing to ask.
     */
    checkAtMs: number | null;
    checks: number;
    capturedAtMs: number | null;
};
export type Price = {
    priceId: string;
    productId: string;
    currency: string;
    amountMinor: number;
    version: number;
    validFromMs: number;
    supersededAtMs: number | null;
    currentKey: string | null;
};
export type Product = {
    productId: string;
    /**
     * source + id at the source + language.
     */
    externalId: string;
    source: string;
    /**
     * Joins the same content in other languages.
     */
    translationGroup: string | null;
    kind: string;
    language: string;
    title: string;
    description: string;
    level: string | null;
    /**
     * JSON array of strings.
     */
    tags: string;
    author: string | null;
    url: string | null;
    coverUrl: string | null;
    durationMinutes: number | null;
    status: string;
    /**
     * Counts changes of this row; an importer compares by it.
     */
    contentHash: string;
    createdAtMs: number;
    updatedAtMs: number;
};
export type Recommendation = {
    recommendationId: string;
    learnerId: string;
    conversationId: string | null;
    turnActivityId: string | null;
    surface: string;
    language: string;
    strategy: string;
    /**
     * JSON: slots understood and what was relaxed.
     */
    request: string;
    livemode: number;
    createdAtMs: number;
};
export type Refund = {
    refundId: string;
    paymentId: string;
    attemptId: string;
    orderId: string;
    learnerId: string;
    conversationId: string | null;
    merchantAccountId: string;
    livemode: number;
    refundReference: string;
    sourceKey: string;
    /**
     * surplus: a capture nobody needs; order: what was bought goes back.
     */
    kind: string;
    /**
     * system, or learner / agent with the id in requestedById.
     */
    requestedBy: string;
    requestedById: string | null;
    reason: string;
    currency: string;
    amountMinor: number;
    status: string;
    failureCode: string | null;
    createdAtMs: number;
    updatedAtMs: number;
    checkAtMs: number | null;
    checks: number;
    succeededAtMs: number | null;
};
export type RiskAssessment = {
    assessmentId: string;
    checkoutId: string;
    learnerId: string;
    conversationId: string | null;
    livemode: number;
    currency: string;
    amountMinor: number;
    method: string | null;
    decision: string;
    /**
     * Probability of fraud, 0 to 1; null when the model was missing.
     */
    score: number | null;
    modelVersion: string | null;
    /**
     * JSON: feature name to value, as the decision saw them.
     */
    features: string;
    /**
     * JSON: rules that fired.
     */
    ruleHits: string;
    /**
     * JSON: reasons for staff and the sentence for the learner.
     */
    reasons: string;
    createdAtMs: number;
};
export type RiskReview = {
    reviewId: string;
    assessmentId: string;
    checkoutId: string;
    learnerId: string;
    conversationId: string | null;
    livemode: number;
    status: string;
    openKey: string | null;
    decidedBy: string | null;
    note: string | null;
    createdAtMs: number;
    decidedAtMs: number | null;
};
export type Staff = {
    staffId: string;
    /**
     * Lower case.
     */
    login: string;
    displayName: string;
    role: string;
    passwordHash: string;
    failedSignIns: number;
    lockedUntilMs: number | null;
    disabledAtMs: number | null;
    createdAtMs: number;
    updatedAtMs: number;
};
export type StaffSession = {
    tokenHash: string;
    staffId: string;
    createdAtMs: number;
    expiresAtMs: number;
    lastSeenAtMs: number;
};
export type SubscriptionPosition = {
    subscription: string;
    position: number;
    updatedAtMs: number;
};
export type DB = {
    activity: Activity;
    bot_state: BotState;
    checkout_session: CheckoutSession;
    conversation: Conversation;
    domain_event: DomainEvent;
    entitlement: Entitlement;
    entitlement_usage: EntitlementUsage;
    failed_delivery: FailedDelivery;
    gateway_event: GatewayEvent;
    handoff: Handoff;
    idempotency_key: IdempotencyKey;
    impression: Impression;
    key_value: KeyValue;
    learner: Learner;
    ledger_entry: LedgerEntry;
    ledger_transaction: LedgerTransaction;
    merchant_account: MerchantAccount;
    order_line: OrderLine;
    orders: Order;
    payment: Payment;
    payment_attempt: PaymentAttempt;
    price: Price;
    product: Product;
    recommendation: Recommendation;
    refund: Refund;
    risk_assessment: RiskAssessment;
    risk_review: RiskReview;
    staff: Staff;
    staff_session: StaffSession;
    subscription_position: SubscriptionPosition;
};
