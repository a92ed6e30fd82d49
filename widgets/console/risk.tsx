import type { ConsoleAssessment, ConsoleReview, ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatInstant, formatMoney } from '../ui/money.ts';
import { Decision } from './decision.tsx';
import { Part } from './part.tsx';
import { type ConsoleKey, consoleText } from './text.ts';

const decisionWords: Readonly<Record<string, ConsoleKey>> = {
  allow: 'allow',
  challenge: 'challenge',
  review: 'review',
  block: 'block',
};

const reviewWords: Readonly<Record<string, ConsoleKey>> = {
  approved: 'reviewApproved',
  rejected: 'reviewRejected',
  expired: 'reviewExpired',
};

/** How the learner's presses of pay were judged; a held one is decided here. */
export function Risk({ thread: { assessments, reviews } }: { thread: ConsoleThread }) {
  if (assessments.length === 0 && reviews.length === 0) return null;
  return (
    <Part name="risk">
      <ul class="risks">
        {assessments.map((assessment) => (
          <Assessment
            key={assessment.assessmentId}
            assessment={assessment}
            review={reviews.find(({ assessmentId }) => assessmentId === assessment.assessmentId)}
          />
        ))}
      </ul>
    </Part>
  );
}

interface AssessmentProps {
  readonly assessment: ConsoleAssessment;
  readonly review: ConsoleReview | undefined;
}

function Assessment({ assessment, review }: AssessmentProps) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const { decision, score, amountMinor, currency, reasons, createdAtMs } = assessment;
  const word = decisionWords[decision];
  return (
    <li class="order" data-decision={decision}>
      <p class="row">
        <strong class="number">{formatMoney(amountMinor, currency, language)}</strong>
        <span class={`state ${decision}`}>{word ? say(word) : decision}</span>
      </p>
      {reasons.length === 0 ? <p class="faint">{say('noReasons')}</p> : null}
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {review ? <Review review={review} /> : null}
      <p class="meta number">
        {score === null ? null : `${say('score', { score: percent(score, language) })} · `}
        {formatInstant(createdAtMs, language, 'full')}
      </p>
    </li>
  );
}

function Review({ review }: { review: ConsoleReview }) {
  const say = useSay(consoleText);
  if (review.status === 'open') return <Decision reviewId={review.reviewId} />;
  const word = reviewWords[review.status];
  return (
    <p class="faint">
      {word ? say(word) : review.status}
      {review.note ? ` · ${review.note}` : null}
    </p>
  );
}

function percent(score: number, language: 'zh' | 'en'): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(score);
}
