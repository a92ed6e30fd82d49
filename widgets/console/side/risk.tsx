import type { ConversationDetails } from '../../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { Decision } from '../decision.tsx';
import { consoleText } from '../text.ts';
import { decisionWords, formatShare, reviewWords, wordOf } from '../words.ts';
import { Part } from './part.tsx';

type RiskOf = ConversationDetails['risk'];
type Assessment = RiskOf['assessments'][number];
type Review = RiskOf['reviews'][number];

/** How the learner's presses of pay were judged; a held one is decided here. */
export function Risk({ risk: { assessments, reviews } }: { risk: RiskOf }) {
  if (assessments.length === 0 && reviews.length === 0) return null;
  // A review belongs to the judgement that held its checkout.
  const reviewOf = ({ checkoutId, decision }: Assessment) =>
    decision === 'review' ? reviews.find((review) => review.checkoutId === checkoutId) : undefined;
  return (
    <Part name="risk">
      <ul class="orders">
        {assessments.map((assessment) => (
          <Judgement key={assessment.assessmentId} assessment={assessment} review={reviewOf(assessment)} />
        ))}
      </ul>
    </Part>
  );
}

function Judgement({ assessment, review }: { assessment: Assessment; review: Review | undefined }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const { decision, score, amountMinor, currency, reasons, createdAtMs } = assessment;
  return (
    <li class="order" data-decision={decision}>
      <p class="row">
        <strong class="number">{formatMoney(amountMinor, currency, language)}</strong>
        <span class={`state ${decision}`}>{wordOf(decisionWords, decision, say)}</span>
      </p>
      {reasons.length === 0 ? <p class="faint">{say('noReasons')}</p> : null}
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {review ? <Settled review={review} /> : null}
      <p class="meta number">
        {score === null ? null : `${say('score', { score: formatShare(score, language) })} · `}
        {formatInstant(createdAtMs, language, 'full')}
      </p>
    </li>
  );
}

function Settled({ review }: { review: Review }) {
  const say = useSay(consoleText);
  if (review.status === 'open') return <Decision reviewId={review.reviewId} />;
  return (
    <p class="faint">
      {wordOf(reviewWords, review.status, say)}
      {review.note ? ` · ${review.note}` : null}
    </p>
  );
}
