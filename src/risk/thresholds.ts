/**
 * Every threshold of the rules, with its reason. Amounts are in typical prices (amount-scale.ts): 3 is 240 CNY or
 * 90 USD. They are starting points chosen by judgement, not measured on anybody: watch how often each rule fires.
 */
export const thresholds = {
  // Card testing: a thief tries stolen cards one after another until one works. People mistype, or meet one
  // empty card and then another, so three declines cost them a check and only the fourth stops them, for a while.
  declines10mChallenge: 3,
  declines10mBlock: 4,
  declinesBlockSeconds: 600,
  // Cards that work between those that do not keep the count of declines low: six presses with three declines are a series.
  mixedDeclines10m: 3,
  mixedPresses1h: 6,
  /** A patient tester waits between tries; nobody buys a course with a twelfth declined attempt in one day. */
  declines24hBlock: 12,

  // Velocity: switching between QR codes and cards makes three or four presses for one purchase, and somebody
  // filling a shelf buys a handful. Thirty presses in an hour are made by a program.
  presses1hChallenge: 10,
  presses1hBlock: 30,
  pressesBlockSeconds: 3_600,

  // A new account with a dear first purchase is what a stolen card buys; it is also a keen new learner, so the
  // gateway's own check of the payer is all that is asked.
  newAccountDays: 1,
  dearTypical: 3,
  /** Two declines on a dear first purchase are one sign too many for a machine to say yes. */
  dearDeclinesReview: 2,

  // Much money at once from an account of a few days: a person looks before it is collected.
  youngAccountDays: 7,
  spend24hReview: 8,
  /** One checkout of this size is no course any more, whoever presses first. */
  veryDearTypical: 20,

  /** Four refunds in a month look like reading and giving back; a person tells that from bad luck. */
  refunds30dReview: 4,

  // Pace: three messages, an answer to each, a card, a sheet and its button take a person longer than four
  // seconds; and nobody types four messages with pauses below 0.7 s. Both are forgeable, hence only a challenge.
  rushMessages: 3,
  rushSeconds: 4,
  burstMessages: 4,
  burstGapSeconds: 0.7,

  // What a conversation tells beside its pace: orders to the bot, twice, are no slip of the tongue; and whoever pastes a
  // whole talk of three messages and pays within a minute has a script. Forgeable and harmless alone: only a challenge.
  flagged24hChallenge: 2,
  pastedMessages: 3,
  pastedShare: 0.8,
  pastedSeconds: 60,

  // A taken-over account: an old one that suddenly buys far above its habit, several times within the hour.
  takeoverAccountDays: 30,
  takeoverTimesOwn: 5,
  takeoverPresses1h: 3,

  // A browser that an account has never been seen with, beside others that it has: a new telephone, or somebody else. Money of
  // the balance needs nothing but the sign-in, so it is asked about sooner.
  newDeviceDays: 1,
  newDeviceDevices: 2,
  newDeviceTypical: 3,
  newDeviceWalletTypical: 1,

  /** Who paid this often in 90 days without a decline today or a refund, and is past the first days, is known here. */
  knownPaid90d: 3,
} as const;
