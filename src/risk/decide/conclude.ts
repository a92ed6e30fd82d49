import { timesTypicalPrice } from '../amount-scale.ts';
import type { Features } from '../feature-shapes.ts';
import { contributionsOf, type RiskModel } from '../model/model.ts';
import { evaluateRules, hitOf, type RuleVerdicts } from '../rules/evaluate-rules.ts';
import type { Rule } from '../rules/rule.ts';
import type { RulePage } from '../rules/rule-book.ts';
import type {
  Assessment,
  Bilingual,
  Challenge,
  Check,
  Decision,
  JudgePayment,
  Reason,
  ReviewStanding,
} from '../types.ts';
import { sentences } from '../wording.ts';
import { askModel, type Opinion } from './ask-model.ts';
import { challengeFor } from './challenge.ts';
import { decide, stronger } from './decide.ts';
import { factsOf } from './facts-of-press.ts';
import { defaultPolicy, type FailHabit, type RiskPolicy } from './policy.ts';

/** What a press is judged by. */
export interface Judges {
  readonly page: Pick<RulePage, 'rules'> & Partial<RulePage>;
  /** Null when the artifact is missing or refused. */
  readonly model: RiskModel | null;
  /** True when it is a challenger's, for its share of learners. */
  readonly isChallenger?: boolean;
  /** True when another model was planned, and is not there. */
  readonly isMissing?: boolean;
  readonly policy?: RiskPolicy;
}

/** What is known of a press when it is judged. */
export interface Grounds {
  readonly command: JudgePayment;
  readonly features: Features;
  readonly review: ReviewStanding | null;
  /** Parts that are missing already. */
  readonly degraded?: readonly Check[];
  /** Business time for snoozes and lists, wall time for sign-ins; in ms. */
  readonly nowMs: number;
  readonly wallMs: number;
  /** Milliseconds of a clock that never goes back; left out, nothing is ever too late. */
  readonly elapsedMs?: () => number;
}

type Conclusion = Pick<
  Assessment,
  | 'decision'
  | 'score'
  | 'modelVersion'
  | 'features'
  | 'ruleHits'
  | 'reasons'
  | 'learnerMessage'
  | 'retryAfterSeconds'
  | 'review'
  | 'detail'
>;

/** After which time whoever was stopped because a part was missing may try again. */
const MISSING_RETRY_SECONDS = 60;

/**
 * Features, rules, model and what a person said before made one decision with its reasons. An approved review settles what
 * a person was asked about: review and challenge; a block rests on newer facts and stands. A rejected one blocks. Pure but
 * for the time it takes.
 */
export function conclude(judges: Judges, grounds: Grounds): Conclusion {
  const { page, model, policy = defaultPolicy } = judges;
  const { features, review } = grounds;
  const verdicts = verdictsOf(page, policy, grounds);
  const opinion = model === null ? null : askModel(model, features, policy.pricing);
  const degraded = degradedOf(grounds, { judges, verdicts });
  const floor = floorOf(policy, { degraded, verdicts });
  const asked = decide({ hits: verdicts.hits, model: opinion?.asks ?? 'allow', floor });
  const proved = prove(policy, grounds, asked);
  const settled = settle(proved.decision, review);
  const { hits } = verdicts;
  const speaking = hits.find(({ action }) => action === settled.decision);
  const isStopped = settled.decision === 'block' && speaking === undefined && review?.status !== 'rejected';
  return {
    decision: settled.decision,
    score: opinion?.score ?? null,
    modelVersion: model?.version ?? null,
    features,
    ruleHits: hits.map(hitOf),
    reasons: reasonsOf({ ...grounds, hits, opinion, model, degraded, facts: verdicts.facts }),
    learnerMessage:
      settled.message ??
      speaking?.learner ??
      (isStopped ? sentences.tryAgainSoon : generalMessage[settled.decision]),
    retryAfterSeconds: settled.decision === 'block' ? waitOf(hits, isStopped) : null,
    review,
    detail: detailOf({ judges, verdicts, degraded, challenge: proved.challenge }),
  };
}

const generalMessage: Readonly<Record<Decision, Bilingual>> = {
  allow: sentences.goOn,
  challenge: sentences.confirmItIsYou,
  review: sentences.aPersonLooks,
  block: sentences.notThisOrder,
};

function verdictsOf(
  { rules, isListed, isSnoozed }: Judges['page'],
  { budgetMs }: RiskPolicy,
  { command, features, nowMs, elapsedMs }: Grounds,
): RuleVerdicts & { facts: ReturnType<typeof factsOf> } {
  const keys = command.keys ?? {};
  const facts = factsOf(command, features, {
    onBlockList: isListed?.('block', keys, nowMs) ?? false,
    onAllowList: isListed?.('allow', keys, nowMs) ?? false,
  });
  const verdicts = evaluateRules(rules, facts, {
    isSnoozed: (rule) => isSnoozed?.(rule, keys, nowMs) ?? false,
    ...(elapsedMs && { isTooLate: () => elapsedMs() > budgetMs }),
  });
  return { ...verdicts, facts };
}

function degradedOf(
  { degraded = [] }: Grounds,
  { judges, verdicts }: { judges: Judges; verdicts: RuleVerdicts },
): Check[] {
  const added: Check[] = [];
  if (judges.model === null) added.push('model');
  if (judges.isMissing === true) added.push('planned_model');
  if (verdicts.isCutShort) added.push('time');
  if (verdicts.missing.length > 0) added.push('rule_field');
  return [...degraded, ...added];
}

const floors: Readonly<Record<FailHabit, 'allow' | 'challenge' | 'block'>> = {
  open: 'allow',
  step_up: 'challenge',
  closed: 'block',
};

/** The least that must be done for parts that are missing, by the policy and by the rules that lack a field. */
function floorOf(
  { missing }: RiskPolicy,
  { degraded, verdicts }: { degraded: readonly Check[]; verdicts: RuleVerdicts },
): 'allow' | 'challenge' | 'block' {
  const stepsUp = verdicts.missing.some(({ whenMissing }) => whenMissing === 'step_up');
  return degraded
    .map((check) => (check in missing ? floors[missing[check as keyof typeof missing]] : 'allow'))
    .reduce(stronger, stepsUp ? 'challenge' : 'allow');
}

/** A challenge that there is no means for is what the policy declares; one that was passed already is none. */
function prove(
  policy: RiskPolicy,
  { command, features, wallMs }: Grounds,
  decision: Decision,
): { decision: Decision; challenge: Challenge | null } {
  if (decision !== 'challenge') return { decision, challenge: null };
  const amountTypical = timesTypicalPrice(command.amountMinor, command.currency);
  const challenge = challengeFor(policy.challenge, { command, amountTypical, features, wallMs });
  return { decision: challenge.means === 'review' ? 'review' : 'challenge', challenge };
}

function settle(
  decision: Decision,
  review: ReviewStanding | null,
): { decision: Decision; message?: Bilingual } {
  if (review?.status === 'rejected') return { decision: 'block', message: sentences.notThisOrder };
  if (decision === 'block') return { decision };
  if (review?.status === 'approved') return { decision: 'allow', message: sentences.goOn };
  // Waiting for a person is not got around by waiting until a window has passed.
  return review?.status === 'open' ? { decision: 'review', message: sentences.aPersonLooks } : { decision };
}

/** The longest wait of the blocking rules; null when one of them does not fade with time alone. */
function waitOf(hits: readonly Rule[], isStopped: boolean): number | null {
  if (isStopped) return MISSING_RETRY_SECONDS;
  const waits = hits.filter(({ action }) => action === 'block').map((rule) => rule.retryAfterSeconds);
  return waits.reduce<number | null>(
    (longest, wait) => (longest === null || wait === null ? null : Math.max(longest, wait)),
    waits.length === 0 ? null : 0,
  );
}

/** Null when there is nothing to tell beyond the record's columns: most presses. */
function detailOf({
  judges: { page, isChallenger = false },
  verdicts: { shadow, missing, snoozed },
  degraded,
  challenge,
}: {
  judges: Judges;
  verdicts: RuleVerdicts;
  degraded: readonly Check[];
  challenge: Challenge | null;
}): Assessment['detail'] {
  const detail = {
    ...(shadow.length > 0 && { shadow: shadow.map(hitOf) }),
    ...(missing.length > 0 && { missing: missing.map(({ name }) => name) }),
    ...(snoozed.length > 0 && { snoozed: snoozed.map(({ name }) => name) }),
    ...(degraded.length > 0 && { degraded }),
    ...(challenge !== null && { challenge }),
    ...(isChallenger && { isChallenger }),
  };
  return Object.keys(detail).length === 0 ? null : { ...detail, rulesVersion: page.version ?? 0 };
}

interface Told extends Grounds {
  readonly hits: readonly Rule[];
  readonly opinion: Opinion | null;
  readonly model: RiskModel | null;
  readonly degraded: readonly Check[];
  readonly facts: ReturnType<typeof factsOf>;
}

function reasonsOf({ hits, opinion, model, features, review, facts }: Told): Reason[] {
  const reasons = hits.map((rule) => ({ code: rule.name, staff: rule.staff(facts), ...rule.learner }));
  if (model !== null && opinion !== null && opinion.asks !== 'allow')
    reasons.push(modelReason(model, features, opinion.score));
  if (review !== null) reasons.unshift(reviewReason(review));
  return reasons;
}

const CONTRIBUTIONS_TOLD = 3;

function modelReason(model: RiskModel, features: Features, value: number): Reason {
  const told = contributionsOf(model, features)
    .filter(({ logit }) => logit > 0)
    .slice(0, CONTRIBUTIONS_TOLD)
    .map(({ group, logit }) => `${group} +${logit.toFixed(2)}`);
  return {
    code: 'model_score',
    staff: `The model (simulated labels) scores ${value.toFixed(3)}; what raised it most: ${told.join(', ')}.`,
    ...sentences.confirmItIsYou,
  };
}

function reviewReason({ reviewId, status }: ReviewStanding): Reason {
  const sentence = {
    open: sentences.aPersonLooks,
    approved: sentences.goOn,
    rejected: sentences.notThisOrder,
    expired: sentences.aPersonLooks,
  }[status];
  return { code: `review_${status}`, staff: `Review ${reviewId} of this checkout: ${status}.`, ...sentence };
}
