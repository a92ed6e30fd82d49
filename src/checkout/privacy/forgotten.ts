/** What of a checkout session names its learner beside their row. */
export const forgottenOfSession = { wechatOpenid: null } as const;

/** What of an attempt names who paid. */
export const forgottenOfAttempt = { payerIpAddress: null, returnUrl: null, action: null } as const;
