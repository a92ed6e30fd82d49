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
export type AgentProfile = {
    staffId: string;
    /**
     * Separated by spaces, as languages are.
     */
    skills: string;
    languages: string;
    capacity: number;
    status: string;
    statusSinceMs: number;
    /**
     * The console's last sign of life.
     */
    seenAtMs: number;
    /**
     * Offers in a row that ran out.
     */
    missedOffers: number;
    /**
     * When they were last given a conversation: who has waited longest comes next.
     */
    assignedAtMs: number;
    updatedAtMs: number;
};
export type ApiKey = {
    keyId: string;
    name: string;
    lookup: string;
    secretHash: string;
    /**
     * Scopes, separated by spaces.
     */
    scopes: string;
    livemode: number;
    requestsPerMinute: number;
    /**
     * The key that this one takes over from.
     */
    replacesKeyId: string | null;
    createdAtMs: number;
    expiresAtMs: number | null;
    revokedAtMs: number | null;
    /**
     * To the nearest `limits.apiKeySeenEveryMs`.
     */
    lastUsedAtMs: number | null;
};
export type Approval = {
    approvalId: string;
    conversationId: string;
    learnerId: string;
    livemode: number;
    kind: string;
    wish: string;
    currency: string;
    amountMinor: number;
    note: string;
    status: string;
    requestedBy: string;
    decidedBy: string | null;
    decisionNote: string | null;
    createdAtMs: number;
    expiresAtMs: number;
    decidedAtMs: number | null;
};
export type Attachment = {
    attachmentId: string;
    conversationId: string;
    /**
     * Whose conversation it is: who may read it, and whose quota it counts against.
     */
    learnerId: string;
    /**
     * learner or agent, and which.
     */
    uploader: string;
    uploaderId: string;
    clientUploadId: string;
    fileKey: string;
    /**
     * Masked (C7).
     */
    name: string;
    contentType: string;
    bytes: number;
    width: number | null;
    height: number | null;
    sha256: string;
    /**
     * The message that shows it; null until one does.
     */
    activityId: string | null;
    createdAtMs: number;
};
export type AuditCheckpoint = {
    /**
     * UTC, as 2026-08-01.
     */
    day: string;
    sequence: number;
    hash: string;
    /**
     * Raw Ed25519 public key and signature, base64url.
     */
    publicKey: string;
    signature: string;
    createdAtMs: number;
};
export type AuditEntry = {
    /**
     * 1, 2, 3 … without a gap.
     */
    sequence: number;
    action: string;
    /**
     * Who did it, as a pseudonym: staff:ID, key:ID, host_server, command_line, system.
     */
    actor: string;
    subjectId: string | null;
    /**
     * Canonical JSON: ids and figures, never personal data.
     */
    detail: string;
    occurredAtMs: number;
    previousHash: string;
    hash: string;
};
export type BotFrameworkThread = {
    conversationId: string;
    livemode: number;
    channelId: string;
    externalId: string;
    userId: string;
    /**
     * JSON: the protocol's ConversationReference.
     */
    reference: string;
    sentSeq: number;
    attempts: number;
    nextAttemptAtMs: number | null;
};
export type BotState = {
    stateKey: string;
    eTag: string;
    data: string;
    updatedAtMs: number;
};
export type CannedReply = {
    cannedReplyId: string;
    shortcut: string;
    shortcutKey: string | null;
    /**
     * Null for everybody.
     */
    team: string | null;
    title: string;
    textZh: string | null;
    textEn: string | null;
    updatedBy: string;
    createdAtMs: number;
    updatedAtMs: number;
    archivedAtMs: number | null;
};
export type CaseEntry = {
    caseEntryId: string;
    caseId: string;
    kind: string;
    staffId: string | null;
    text: string;
    /**
     * JSON: ids of attachments in the thread.
     */
    attachmentIds: string;
    createdAtMs: number;
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
    /**
     * JSON: the package of a top-up; null for a purchase.
     */
    topUp: string | null;
    expiresAtMs: number;
    createdAtMs: number;
    updatedAtMs: number;
    /**
     * The coupon that gave the discount, and the use of it that is held or spent; null without one.
     */
    couponCode: string | null;
    couponUseId: string | null;
    /**
     * The learner's id in our WeChat app as the host platform signed it; JSAPI needs it.
     */
    wechatOpenid: string | null;
    /**
     * The gateway that the host platform or an operator chose for this checkout.
     */
    forcedGateway: string | null;
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
export type ConversationLabel = {
    conversationId: string;
    labelId: string;
    staffId: string;
    createdAtMs: number;
};
export type ConversationNote = {
    noteId: string;
    conversationId: string;
    /**
     * Made by the page: a resend changes nothing.
     */
    clientNoteId: string;
    staffId: string;
    /**
     * The conversation's lastSeq when it was written.
     */
    afterSeq: number;
    text: string;
    createdAtMs: number;
};
export type ConversationSnooze = {
    conversationId: string;
    staffId: string;
    afterSeq: number;
    untilMs: number;
    createdAtMs: number;
};
export type Coupon = {
    couponId: string;
    /**
     * As people read it: capital letters, digits and dashes.
     */
    code: string;
    /**
     * mode:code.
     */
    codeKey: string;
    livemode: number;
    merchantAccountId: string;
    kind: string;
    /**
     * 1 to 100; null for an amount.
     */
    percentOff: number | null;
    /**
     * JSON: minor units by currency; null for a percentage.
     */
    amountsOff: string | null;
    /**
     * JSON: least subtotal of the items it is for, minor units by currency; null without one.
     */
    minimums: string | null;
    /**
     * JSON arrays: only for these; null for all.
     */
    productIds: string | null;
    productKinds: string | null;
    firstPurchaseOnly: number;
    /**
     * Whose it is alone; null for everybody.
     */
    learnerId: string | null;
    perLearnerLimit: number;
    /**
     * How many uses there are; null without an end.
     */
    stock: number | null;
    taken: number;
    startsAtMs: number | null;
    endsAtMs: number | null;
    status: string;
    note: string | null;
    /**
     * cli, or a staff id.
     */
    createdBy: string;
    createdAtMs: number;
    updatedAtMs: number;
};
export type CouponUse = {
    couponUseId: string;
    couponId: string;
    checkoutId: string;
    checkoutKey: string | null;
    learnerId: string;
    /**
     * 1 to the coupon's limit per learner.
     */
    slot: number;
    slotKey: string | null;
    orderId: string | null;
    livemode: number;
    status: string;
    currency: string;
    discountMinor: number;
    reservedAtMs: number;
    redeemedAtMs: number | null;
    returnedAtMs: number | null;
    returnReason: string | null;
};
export type Csat = {
    csatId: string;
    handoffId: string;
    conversationId: string;
    learnerId: string;
    staffId: string | null;
    livemode: number;
    askedAtMs: number;
    answeredAtMs: number | null;
    score: number | null;
    comment: string | null;
};
export type Dispute = {
    disputeId: string;
    paymentId: string;
    attemptId: string;
    orderId: string;
    learnerId: string;
    conversationId: string | null;
    merchantAccountId: string;
    livemode: number;
    gateway: string;
    gatewayDisputeId: string;
    currency: string;
    amountMinor: number;
    status: string;
    reason: string;
    evidenceDueAtMs: number | null;
    openedAtMs: number;
    closedAtMs: number | null;
};
export type DisputeLine = {
    disputeId: string;
    orderLineId: string;
    amountMinor: number;
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
export type FaqEntry = {
    faqEntryId: string;
    key: string;
    version: number;
    /**
     * JSON: ways to ask, the first is the heading.
     */
    questionsZh: string;
    questionsEn: string;
    answerZh: string;
    answerEn: string;
    sourceUrl: string | null;
    validFromMs: number | null;
    validUntilMs: number | null;
    createdAtMs: number;
    replacedAtMs: number | null;
};
export type FaqFeedback = {
    answerActivityId: string;
    faqEntryId: string;
    conversationId: string;
    helped: number;
    createdAtMs: number;
};
export type FaqMiss = {
    activityId: string;
    conversationId: string;
    language: string;
    livemode: number;
    createdAtMs: number;
};
export type GatewayComplaint = {
    complaintId: string;
    gateway: string;
    gatewayComplaintId: string;
    /**
     * Our number and its payment, when the complaint names one.
     */
    gatewayReference: string | null;
    paymentId: string | null;
    orderId: string | null;
    learnerId: string | null;
    conversationId: string | null;
    livemode: number;
    status: string;
    reason: string;
    openedAtMs: number;
    /**
     * When the gateway said what stands here; older words are ignored.
     */
    toldAtMs: number;
    updatedAtMs: number;
    closedAtMs: number | null;
    /**
     * When the gateway is asked for the details next; null when there is nothing to ask.
     */
    checkAtMs: number | null;
    checks: number;
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
    /**
     * JSON: the headers as they came.
     */
    headers: string | null;
    /**
     * The body as it came.
     */
    raw: string | null;
};
export type GatewayQuarantine = {
    quarantineId: string;
    gateway: string;
    reason: string;
    headers: string;
    raw: string;
    bodyBytes: number;
    livemode: number;
    receivedAtMs: number;
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
    priority: string;
    /**
     * Its place in the line: when it was asked for, less the head start of its priority. Kept when it comes back.
     */
    placeAtMs: number;
    /**
     * Wanted; null when anybody will do.
     */
    skill: string | null;
    /**
     * Asked for while nobody was there: the learner was told to leave a message.
     */
    isMessage: number;
    requestedAtMs: number;
    stateSinceMs: number;
    offeredTo: string | null;
    offerExpiresAtMs: number | null;
    /**
     * Whom a transfer names.
     */
    transferTo: string | null;
    /**
     * From one agent to the next.
     */
    note: string | null;
    /**
     * The agent who has it or had it last.
     */
    acceptedBy: string | null;
    acceptedAtMs: number | null;
    wrapUpTo: string | null;
    wrapUpUntilMs: number | null;
    /**
     * Promises that run; null: none, kept, or broken already.
     */
    firstAnswerDueAtMs: number | null;
    firstAnsweredAtMs: number | null;
    nextAnswerDueAtMs: number | null;
    resolutionDueAtMs: number | null;
    /**
     * The soonest of the promises that run.
     */
    slaCheckAtMs: number | null;
    endedAtMs: number | null;
};
export type HandoffStep = {
    stepId: string;
    handoffId: string;
    conversationId: string;
    fromState: string;
    toState: string;
    reason: string;
    staffId: string | null;
    note: string | null;
    atMs: number;
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
    /**
     * How likely this product was to stand in this place, above 0 and at most 1.
     */
    propensity: number;
    /**
     * best, or explored.
     */
    slot: string;
    /**
     * What ordered the list.
     */
    policy: string;
    experimentId: string | null;
    variant: string | null;
};
export type InvoiceRequest = {
    invoiceRequestId: string;
    orderId: string;
    learnerId: string;
    livemode: number;
    buyerKind: string;
    status: string;
    openKey: string | null;
    sealed: string;
    /**
     * As the host platform issued it.
     */
    invoiceNumber: string | null;
    createdAtMs: number;
    updatedAtMs: number;
};
export type KeyValue = {
    key: string;
    value: string;
    updatedAtMs: number;
};
export type Label = {
    labelId: string;
    name: string;
    nameKey: string | null;
    colour: string;
    createdAtMs: number;
    archivedAtMs: number | null;
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
     * 1 when the host platform marks them: people come to them sooner.
     */
    vip: number | null;
    /**
     * Where they are, ISO 3166-1, as the host platform says. Null = it does not.
     */
    country: string | null;
    /**
     * Whole years as the host platform says, 21 for all above. No date is kept. Null = it does not say.
     */
    ageYears: number | null;
    /**
     * Set when a guest signed in: conversations moved there.
     */
    mergedIntoLearnerId: string | null;
    /**
     * Since when recommending uses nothing of their history; null = it may.
     */
    personalisationOffAtMs: number | null;
    /**
     * When they had their data deleted, the last time; name and host id are gone from then on.
     */
    erasedAtMs: number | null;
    livemode: number;
    createdAtMs: number;
    updatedAtMs: number;
};
export type LearnerKey = {
    learnerId: string;
    sealedKey: string;
    createdAtMs: number;
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
    /**
     * JSON: the package of a top-up; null for a purchase.
     */
    topUp: string | null;
    createdAtMs: number;
    paidAtMs: number | null;
    /**
     * The refund rules that were in force when it was placed.
     */
    refundRulesVersion: string;
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
export type PayLinkUse = {
    linkId: string;
    checkoutId: string;
    openerKey: string;
    expiresAtMs: number;
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
    /**
     * manual: reserved first, taken when the seller says so.
     */
    captureMode: string;
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
    /**
     * manual only when the payment wants it and the gateway can.
     */
    captureMode: string;
    /**
     * Of an authorized one: until when it can be captured.
     */
    captureUntilMs: number | null;
    /**
     * Since when the money is wanted: asked for again until the gateway has said how it ended.
     */
    captureRequestedAtMs: number | null;
    /**
     * What the seller wants to take when it is less than what is reserved.
     */
    captureMinor: number | null;
    /**
     * What was reserved when less of it was taken: amountMinor is then what was taken.
     */
    reservedMinor: number | null;
    /**
     * What the payer gave when the gateway's own vouchers paid the rest.
     */
    payerMinor: number | null;
    /**
     * Kept only for a gateway that must be told it: WeChat Pay in a phone's browser.
     */
    payerIpAddress: string | null;
    /**
     * JSON: why this gateway.
     */
    routing: string | null;
};
export type PlaceHold = {
    placeHoldId: string;
    orderId: string;
    productId: string;
    livemode: number;
    status: string;
    createdAtMs: number;
    updatedAtMs: number;
};
export type PlaceStock = {
    stockKey: string;
    productId: string;
    livemode: number;
    taken: number;
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
export type PricePlan = {
    pricePlanId: string;
    productId: string;
    currency: string;
    amountMinor: number;
    startsAtMs: number;
    status: string;
    plannedKey: string | null;
    staffId: string;
    createdAtMs: number;
    settledAtMs: number | null;
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
    /**
     * Counts changes, so that two editors are told apart. Null = 0.
     */
    revision: number | null;
    /**
     * What the last imported row said, prices included; null for what no file brought since this is kept.
     */
    sourceHash: string | null;
    /**
     * JSON: series, prerequisites, parts of a bundle. Null = none.
     */
    links: string | null;
    /**
     * JSON array: bundles that open this product, as their links say. Null = none.
     */
    bundleIds: string | null;
    /**
     * How many learners can buy it. Null = any number.
     */
    places: number | null;
    /**
     * JSON: countries it is sold in or not, the age it is for. Null = everywhere, to anybody.
     */
    saleBounds: string | null;
};
export type ReadMark = {
    conversationId: string;
    deliveredSeq: number;
    readSeq: number;
    agentReadSeq: number;
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
export type RecommendExperiment = {
    experimentId: string;
    name: string;
    /**
     * split: each learner has one variant; interleaving: each list is made of two.
     */
    kind: string;
    status: string;
    /**
     * JSON array of { name, policy }.
     */
    variants: string;
    livemode: number;
    startedAtMs: number;
    stoppedAtMs: number | null;
};
export type Refund = {
    refundId: string;
    paymentId: string;
    /**
     * Whose capture it returns; null when no gateway took part.
     */
    attemptId: string | null;
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
     * system, or learner / agent / host with the id in requestedById.
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
    /**
     * What the person who closed a manual one wrote.
     */
    resolutionNote: string | null;
};
export type RefundLine = {
    refundId: string;
    orderLineId: string;
    amountMinor: number;
    /**
     * Tax contained in the share.
     */
    taxMinor: number;
    /**
     * 1 when it returns all that was left of the line.
     */
    isRest: number;
};
export type RefundRules = {
    version: string;
    /**
     * JSON.
     */
    rules: string;
    createdAtMs: number;
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
    /**
     * JSON: what else was part of it (shadow rules, missing parts, what the challenge was); null when nothing was.
     */
    detail: string | null;
};
export type RiskLabel = {
    labelId: string;
    checkoutId: string;
    learnerId: string | null;
    livemode: number;
    source: string;
    sourceId: string;
    isFraud: number;
    /**
     * When it happened, and from when on anybody could know (business time).
     */
    occurredAtMs: number;
    knownAtMs: number;
};
export type RiskListEntry = {
    entryId: string;
    list: string;
    kind: string;
    keyHash: number;
    hint: string;
    note: string;
    createdBy: string;
    createdAtMs: number;
    untilMs: number | null;
};
export type RiskModelPlan = {
    planId: string;
    modelVersion: string;
    /**
     * champion, challenger or shadow.
     */
    role: string;
    /**
     * Of learners; a challenger's alone.
     */
    sharePercent: number | null;
    /**
     * A champion has no end.
     */
    endsAtMs: number | null;
    status: string;
    openKey: string | null;
    liveKey: string | null;
    note: string | null;
    requestedBy: string;
    decidedBy: string | null;
    endedBy: string | null;
    createdAtMs: number;
    decidedAtMs: number | null;
    endedAtMs: number | null;
};
export type RiskModelScore = {
    assessmentId: string;
    modelVersion: string;
    isServing: number;
    score: number;
    /**
     * allow, challenge or block: what the model would have asked for.
     */
    asks: string;
    /**
     * Of the press in the event log.
     */
    position: number;
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
export type RiskRule = {
    ruleId: string;
    name: string;
    version: number;
    status: string;
    liveKey: string | null;
    shadowKey: string | null;
    /**
     * CEL over the fields of a press.
     */
    expression: string;
    action: string;
    priority: number;
    /**
     * What happens when a field it needs is not known: pass or step_up.
     */
    whenMissing: string;
    analystText: string;
    learnerZh: string;
    learnerEn: string;
    retryAfterSeconds: number | null;
    createdBy: string;
    createdAtMs: number;
    updatedAtMs: number;
};
export type RiskRuleBook = {
    bookId: string;
    version: number;
};
export type RiskRuleChange = {
    changeId: string;
    ruleId: string;
    wish: string;
    openKey: string | null;
    status: string;
    note: string | null;
    requestedBy: string;
    decidedBy: string | null;
    createdAtMs: number;
    decidedAtMs: number | null;
};
export type RiskRuleSnooze = {
    snoozeId: string;
    ruleName: string;
    kind: string;
    keyHash: number;
    /**
     * What people recognise it by, masked.
     */
    hint: string;
    note: string;
    createdBy: string;
    createdAtMs: number;
    untilMs: number;
};
export type RoutingVersion = {
    version: number;
    config: string;
    changedBy: string;
    note: string;
    createdAtMs: number;
};
export type SavedView = {
    savedViewId: string;
    staffId: string;
    name: string;
    /**
     * The dashboard's address: a page and its parameters.
     */
    question: string;
    isShared: number;
    createdAtMs: number;
    updatedAtMs: number;
};
export type SearchMessage = {
    messageNumber: number;
    activityId: string;
    conversationId: string;
};
export type SearchTerm = {
    term: string;
    messageNumber: number;
};
export type ServiceVersion = {
    livemode: number;
    version: number;
    settings: string;
    createdBy: string;
    createdAtMs: number;
};
export type SlaBreach = {
    breachId: string;
    handoffId: string;
    conversationId: string;
    timer: string;
    priority: string;
    staffId: string | null;
    dueAtMs: number;
    breachedAtMs: number;
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
    /**
     * Locks in a row: each lasts longer than the one before.
     */
    lockouts: number;
};
export type StaffOwnAccount = {
    staffId: string;
    learnerId: string;
    createdBy: string;
    createdAtMs: number;
};
export type StaffSession = {
    tokenHash: string;
    staffId: string;
    createdAtMs: number;
    expiresAtMs: number;
    lastSeenAtMs: number;
    /**
     * What the browser says it is.
     */
    device: string | null;
};
export type StatementDifference = {
    importId: string;
    kind: string;
    type: string;
    reference: string;
    lineNumber: number;
    paymentReference: string | null;
    gatewayId: string | null;
    attemptId: string | null;
    refundId: string | null;
    currency: string;
    theirsMinor: number | null;
    oursMinor: number | null;
    detail: string;
    /**
     * What could settle it: a question to the gateway, rows rebuilt by proof, or a person.
     */
    proposal: string;
    status: string;
    resolution: string | null;
    createdAtMs: number;
    updatedAtMs: number;
};
export type StatementImport = {
    importId: string;
    gateway: string;
    /**
     * YYYY-MM-DD in timeZone, the gateway's.
     */
    day: string;
    livemode: number;
    timeZone: string;
    fromMs: number;
    toMs: number;
    source: string;
    status: string;
    importingKey: string | null;
    currentKey: string | null;
    /**
     * SHA-256 of its lines.
     */
    contentHash: string | null;
    linesCount: number;
    /**
     * JSON: what it sums to, by type and currency.
     */
    totals: string;
    /**
     * JSON: fees by currency that the ledger has of this day.
     */
    feesBooked: string;
    createdAtMs: number;
    updatedAtMs: number;
    matchedAtMs: number | null;
    /**
     * Since when the lines that agreed are gone; null while all are there.
     */
    linesForgottenAtMs: number | null;
};
export type StatementLine = {
    importId: string;
    lineNumber: number;
    type: string;
    reference: string;
    /**
     * Our number of the payment that a refund belongs to, where the statement tells it.
     */
    paymentReference: string | null;
    gatewayId: string;
    currency: string;
    amountMinor: number;
    feeMinor: number;
    /**
     * By the gateway's contract; null when it is not known.
     */
    expectedFeeMinor: number | null;
    settledAtMs: number;
};
export type SubscriptionPosition = {
    subscription: string;
    position: number;
    updatedAtMs: number;
};
export type SupportCase = {
    caseId: string;
    caseNumber: string;
    kind: string;
    subject: string;
    subjectId: string | null;
    openKey: string | null;
    livemode: number;
    status: string;
    learnerId: string | null;
    conversationId: string | null;
    language: string;
    paymentId: string | null;
    orderId: string | null;
    ownerId: string | null;
    outcomeMessage: string | null;
    /**
     * JSON: refunds that the outcome opened.
     */
    refundIds: string;
    openedAtMs: number;
    dueAtMs: number;
    updatedAtMs: number;
    closedAtMs: number | null;
};
export type WalletHold = {
    holdId: string;
    learnerId: string;
    livemode: number;
    merchantAccountId: string;
    currency: string;
    /**
     * spend: subjectId is a payment; withdrawal: a refund of a top-up.
     */
    purpose: string;
    subjectId: string;
    openKey: string | null;
    amountMinor: number;
    status: string;
    /**
     * Null when only its owner ends it.
     */
    expiresAtMs: number | null;
    createdAtMs: number;
    endedAtMs: number | null;
};
export type WalletHoldPart = {
    holdId: string;
    partNumber: number;
    lotId: string;
    kind: string;
    amountMinor: number;
    refundedMinor: number;
};
export type WalletLot = {
    lotId: string;
    learnerId: string;
    livemode: number;
    merchantAccountId: string;
    currency: string;
    /**
     * paid, or bonus, which never becomes cash.
     */
    kind: string;
    /**
     * The payment of the top-up.
     */
    sourcePaymentId: string;
    creditedMinor: number;
    /**
     * Free to be spent.
     */
    remainingMinor: number;
    heldMinor: number;
    spentMinor: number;
    /**
     * Went back to where it came from, or was charged back.
     */
    withdrawnMinor: number;
    expiredMinor: number;
    /**
     * Bonus only; null = never.
     */
    expiresAtMs: number | null;
    createdAtMs: number;
    updatedAtMs: number;
};
export type WalletReturn = {
    refundId: string;
    partNumber: number;
    holdId: string;
    lotId: string;
    kind: string;
    amountMinor: number;
    /**
     * 1 when the lot had expired: that bonus is gone and did not come back.
     */
    isExpired: number;
    createdAtMs: number;
};
export type WebhookAttempt = {
    attemptId: string;
    deliveryId: string;
    cause: string;
    isDelivered: number;
    statusCode: number | null;
    /**
     * The first 2 KB of the answer.
     */
    responseBody: string | null;
    error: string | null;
    startedAtMs: number;
    durationMs: number;
};
export type WebhookDelivery = {
    deliveryId: string;
    endpointId: string;
    eventId: string | null;
    eventType: string;
    linePosition: number | null;
    body: string;
    status: string;
    attempts: number;
    nextAttemptAtMs: number;
    createdAtMs: number;
    finishedAtMs: number | null;
};
export type WebhookEndpoint = {
    endpointId: string;
    url: string;
    description: string;
    /**
     * JSON: public event types.
     */
    eventTypes: string;
    livemode: number;
    status: string;
    disabledReason: string | null;
    failuresInARow: number;
    createdAtMs: number;
    updatedAtMs: number;
};
export type WebhookSecret = {
    secretId: string;
    endpointId: string;
    sealed: string;
    createdAtMs: number;
    expiresAtMs: number | null;
};
export type DB = {
    activity: Activity;
    agent_profile: AgentProfile;
    api_key: ApiKey;
    approval: Approval;
    attachment: Attachment;
    audit_checkpoint: AuditCheckpoint;
    audit_entry: AuditEntry;
    bot_framework_thread: BotFrameworkThread;
    bot_state: BotState;
    canned_reply: CannedReply;
    case_entry: CaseEntry;
    checkout_session: CheckoutSession;
    conversation: Conversation;
    conversation_label: ConversationLabel;
    conversation_note: ConversationNote;
    conversation_snooze: ConversationSnooze;
    coupon: Coupon;
    coupon_use: CouponUse;
    csat: Csat;
    dispute: Dispute;
    dispute_line: DisputeLine;
    domain_event: DomainEvent;
    entitlement: Entitlement;
    entitlement_usage: EntitlementUsage;
    failed_delivery: FailedDelivery;
    faq_entry: FaqEntry;
    faq_feedback: FaqFeedback;
    faq_miss: FaqMiss;
    gateway_complaint: GatewayComplaint;
    gateway_event: GatewayEvent;
    gateway_quarantine: GatewayQuarantine;
    handoff: Handoff;
    handoff_step: HandoffStep;
    idempotency_key: IdempotencyKey;
    impression: Impression;
    invoice_request: InvoiceRequest;
    key_value: KeyValue;
    label: Label;
    learner: Learner;
    learner_key: LearnerKey;
    ledger_entry: LedgerEntry;
    ledger_transaction: LedgerTransaction;
    merchant_account: MerchantAccount;
    order_line: OrderLine;
    orders: Order;
    pay_link_use: PayLinkUse;
    payment: Payment;
    payment_attempt: PaymentAttempt;
    place_hold: PlaceHold;
    place_stock: PlaceStock;
    price: Price;
    price_plan: PricePlan;
    product: Product;
    read_mark: ReadMark;
    recommend_experiment: RecommendExperiment;
    recommendation: Recommendation;
    refund: Refund;
    refund_line: RefundLine;
    refund_rules: RefundRules;
    risk_assessment: RiskAssessment;
    risk_label: RiskLabel;
    risk_list_entry: RiskListEntry;
    risk_model_plan: RiskModelPlan;
    risk_model_score: RiskModelScore;
    risk_review: RiskReview;
    risk_rule: RiskRule;
    risk_rule_book: RiskRuleBook;
    risk_rule_change: RiskRuleChange;
    risk_rule_snooze: RiskRuleSnooze;
    routing_version: RoutingVersion;
    saved_view: SavedView;
    search_message: SearchMessage;
    search_term: SearchTerm;
    service_version: ServiceVersion;
    sla_breach: SlaBreach;
    staff: Staff;
    staff_own_account: StaffOwnAccount;
    staff_session: StaffSession;
    statement_difference: StatementDifference;
    statement_import: StatementImport;
    statement_line: StatementLine;
    subscription_position: SubscriptionPosition;
    support_case: SupportCase;
    wallet_hold: WalletHold;
    wallet_hold_part: WalletHoldPart;
    wallet_lot: WalletLot;
    wallet_return: WalletReturn;
    webhook_attempt: WebhookAttempt;
    webhook_delivery: WebhookDelivery;
    webhook_endpoint: WebhookEndpoint;
    webhook_secret: WebhookSecret;
};
