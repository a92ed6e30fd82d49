import { z } from 'zod';

/** What the console and whoever speaks HTTP say of rules, lists and held payments. */

export const RuleAction = z.enum(['allow', 'challenge', 'review', 'block']);
export const RuleStatus = z.enum(['draft', 'shadow', 'live', 'retired']);
export const ListKind = z.enum([
  'learner',
  'payment',
  'device',
  'ip',
  'network',
  'emailDomain',
  'promo',
  'item',
]);
export type ListKind = z.infer<typeof ListKind>;

const Sentence = z.string().trim().min(1).max(300);

/** A rule as people write it. */
export const RuleBody = z.strictObject({
  name: z.string().regex(/^[a-z][a-z\d_]{2,59}$/, 'small letters, digits and _'),
  expression: z.string().trim().min(1).max(2_000),
  action: RuleAction,
  priority: z.int().min(0).max(1_000),
  whenMissing: z.enum(['pass', 'step_up']).default('pass'),
  analystText: Sentence,
  learner: z.strictObject({ zh: Sentence, en: Sentence }),
  retryAfterSeconds: z.int().min(1).max(86_400).nullable().default(null),
});
export type RuleBody = z.infer<typeof RuleBody>;

export const RuleView = RuleBody.extend({
  ruleId: z.string(),
  version: z.int(),
  status: RuleStatus,
  createdBy: z.string(),
  updatedAtMs: z.int(),
});
export type RuleView = z.infer<typeof RuleView>;

export const RuleChangeView = z.object({
  changeId: z.string(),
  ruleId: z.string(),
  name: z.string(),
  version: z.int(),
  wish: z.enum(['live', 'retired']),
  note: z.string().nullable(),
  requestedBy: z.string(),
  createdAtMs: z.int(),
  /** False for who asked: a second person decides. */
  mayApprove: z.boolean(),
});
export type RuleChangeView = z.infer<typeof RuleChangeView>;

/** A held payment for the one who decides. */
export const ReviewCaseView = z.object({
  reviewId: z.string(),
  status: z.enum(['open', 'approved', 'rejected', 'expired']),
  checkoutId: z.string(),
  learnerId: z.string(),
  /** The thread it was to be paid in; null outside conversations. */
  conversationId: z.string().nullable(),
  amountMinor: z.int(),
  currency: z.string(),
  method: z.string().nullable(),
  /** Probability of fraud as the model tells it; null without one. */
  score: z.number().nullable(),
  modelVersion: z.string().nullable(),
  note: z.string().nullable(),
  decidedBy: z.string().nullable(),
  createdAtMs: z.int(),
  decidedAtMs: z.int().nullable(),
  ruleHits: z.array(z.object({ rule: z.string(), version: z.int(), action: RuleAction })),
  reasons: z.array(z.string()),
  /** What moved the logit of the score, strongest first: exact Shapley values. Empty without a model. */
  groups: z.array(z.object({ group: z.string(), logit: z.number() })),
  /** The vector that was used; `unusual` in standard deviations from the average. */
  features: z.array(
    z.object({ name: z.string(), group: z.string(), value: z.number().nullable(), unusual: z.number() }),
  ),
  /** Earlier checkouts most like it, nearest first. */
  similar: z.array(
    z.object({
      checkoutId: z.string(),
      decision: RuleAction,
      outcome: z.enum(['paid', 'unpaid', 'fraud', 'good']),
      amountMinor: z.int(),
      currency: z.string(),
      method: z.string().nullable(),
      distance: z.number(),
      createdAtMs: z.int(),
    }),
  ),
  /** Titles of what the learner owns. */
  owned: z.array(z.string()),
});
export type ReviewCaseView = z.infer<typeof ReviewCaseView>;

export const ModelRole = z.enum(['champion', 'challenger', 'shadow']);

export const ModelPlanView = z.object({
  planId: z.string(),
  modelVersion: z.string(),
  role: ModelRole,
  sharePercent: z.int().nullable(),
  endsAtMs: z.int().nullable(),
  status: z.enum(['requested', 'live', 'declined', 'ended']),
  note: z.string().nullable(),
  requestedBy: z.string(),
  decidedBy: z.string().nullable(),
  createdAtMs: z.int(),
  /** False for who asked: a second person decides. */
  mayApprove: z.boolean(),
});
export type ModelPlanView = z.infer<typeof ModelPlanView>;

/** Models of risk, what they do, and artifacts that were refused. */
export const ModelsView = z.object({
  /** Null when rules alone decide. */
  champion: z.string().nullable(),
  /** True when the planned champion is not there and another one serves. */
  isChampionMissing: z.boolean(),
  models: z.array(z.object({ version: z.string(), labels: z.string() })),
  refused: z.array(z.object({ file: z.string(), why: z.string() })),
  inForce: z.array(ModelPlanView),
  wishes: z.array(ModelPlanView),
  past: z.array(ModelPlanView),
});
export type ModelsView = z.infer<typeof ModelsView>;

/** What a model is to do: a challenger has a share, and all but a champion an end. */
export const PlanModelBody = z
  .strictObject({
    role: ModelRole,
    sharePercent: z.int().min(1).max(50).nullable().default(null),
    days: z.int().min(1).max(180).nullable().default(null),
    note: z.string().trim().max(500).nullable().default(null),
  })
  .refine(({ role, sharePercent }) => (role === 'challenger') === (sharePercent !== null), {
    error: 'a challenger has a share of learners, others have none',
    path: ['sharePercent'],
  })
  .refine(({ role, days }) => (role === 'champion') === (days === null), {
    error: 'a challenger and a shadow end after some days, a champion does not',
    path: ['days'],
  });
export type PlanModelBody = z.input<typeof PlanModelBody>;

export const SnoozeView = z.object({
  snoozeId: z.string(),
  ruleName: z.string(),
  kind: ListKind,
  hint: z.string(),
  note: z.string(),
  createdBy: z.string(),
  untilMs: z.int(),
});

export const ListEntryView = z.object({
  entryId: z.string(),
  list: z.enum(['allow', 'block']),
  kind: ListKind,
  hint: z.string(),
  note: z.string(),
  createdBy: z.string(),
  untilMs: z.int().nullable(),
});
export type ListEntryView = z.infer<typeof ListEntryView>;

/** Everything that stands in the book of rules. */
export const RuleBookView = z.object({
  rules: z.array(RuleView),
  changes: z.array(RuleChangeView),
  snoozes: z.array(SnoozeView),
  entries: z.array(ListEntryView),
  fields: z.array(z.object({ name: z.string(), type: z.enum(['number', 'text', 'flag']) })),
});
export type RuleBookView = z.infer<typeof RuleBookView>;

export const CheckExpressionBody = z.strictObject({ expression: z.string().max(2_000) });
/** Null when it compiles; else what is wrong with it and where. */
export const ExpressionFault = z.object({
  fault: z.object({ message: z.string(), start: z.int(), end: z.int() }).nullable(),
});
export type ExpressionFault = z.infer<typeof ExpressionFault>;

export const PromoteBody = z.strictObject({
  version: z.int().min(1).optional(),
  to: z.enum(['shadow', 'live', 'retired']),
  note: z.string().trim().max(500).nullable().default(null),
});
export type PromoteBody = z.input<typeof PromoteBody>;
export const DecideChangeBody = z.strictObject({ decision: z.enum(['approved', 'declined']) });

const Key = {
  kind: ListKind,
  value: z.string().trim().min(1).max(200),
  note: z.string().trim().min(1).max(500),
};
/** How long somebody may be let through, or a rule silenced. */
const DaysUntil = z.int().min(1).max(90);
export const SnoozeBody = z.strictObject({ ...Key, days: DaysUntil });
export const ListBody = z
  .strictObject({ ...Key, list: z.enum(['allow', 'block']), days: DaysUntil.nullable().default(null) })
  .refine(
    ({ list, days }) => list === 'block' || days !== null,
    'whoever is let through is so for some days',
  );
export type ListBody = z.input<typeof ListBody>;
