import { decide } from './decide.ts';
import type { RiskDeps } from './deps.ts';
import { type Features, vectorOf } from './feature-shapes.ts';
import { contributionsOf, type RiskModel, score } from './model/model.ts';
import { evaluateRules, hitOf, type Rule } from './rules.ts';
import type { Assessment, Bilingual, Decision, Reason, ReviewStanding } from './types.ts';
import { sentences } from './wording.ts';

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
>;

/**
 * Features and what a person said before made one decision with its reasons. An approved review settles what a
 * person was asked about: review and challenge; a block rests on newer facts and stands. A rejected one blocks. Pure.
 */
export function conclude(
  { rules, model }: Pick<RiskDeps, 'rules' | 'model'>,
  features: Features,
  review: ReviewStanding | null,
): Conclusion {
  const hits = evaluateRules(rules, features);
  const opinion = model === null ? null : opinionOf(model, features);
  const settled = settle(decide(hits, opinion), review);
  const reasons = reasonsOf({ hits, opinion, model, features, review });
  const speaking = hits.find(({ action }) => action === settled.decision);
  return {
    decision: settled.decision,
    score: opinion?.score ?? null,
    modelVersion: model?.version ?? null,
    features,
    ruleHits: hits.map(hitOf),
    reasons,
    learnerMessage: settled.message ?? speaking?.learner ?? generalMessage[settled.decision],
    retryAfterSeconds: settled.decision === 'block' ? waitOf(hits) : null,
    review,
  };
}

const generalMessage: Readonly<Record<Decision, Bilingual>> = {
  allow: sentences.goOn,
  challenge: sentences.confirmItIsYou,
  review: sentences.aPersonLooks,
  block: sentences.notThisOrder,
};

function opinionOf(model: RiskModel, features: Features) {
  return { score: score(model, vectorOf(features)), challengeAt: model.challengeAt };
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
function waitOf(hits: readonly Rule[]): number | null {
  const waits = hits.filter(({ action }) => action === 'block').map((rule) => rule.retryAfterSeconds);
  if (waits.length === 0 || waits.includes(undefined)) return null;
  return Math.max(...waits.filter((wait) => wait !== undefined));
}

interface Grounds {
  readonly hits: readonly Rule[];
  readonly opinion: ReturnType<typeof opinionOf> | null;
  readonly model: RiskModel | null;
  readonly features: Features;
  readonly review: ReviewStanding | null;
}

function reasonsOf({ hits, opinion, model, features, review }: Grounds): Reason[] {
  const reasons = hits.map((rule) => ({ code: rule.name, staff: rule.staff(features), ...rule.learner }));
  if (model !== null && opinion !== null && opinion.score >= opinion.challengeAt)
    reasons.push(modelReason(model, features, opinion.score));
  if (review !== null) reasons.unshift(reviewReason(review));
  return reasons;
}

const CONTRIBUTIONS_TOLD = 3;

function modelReason(model: RiskModel, features: Features, value: number): Reason {
  const told = contributionsOf(model, features)
    .filter(({ logit }) => logit > 0)
    .slice(0, CONTRIBUTIONS_TOLD)
    .map(({ feature, logit }) => `${feature} +${logit.toFixed(2)}`);
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
