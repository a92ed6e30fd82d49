import { useEffect, useState } from 'preact/hooks';
import type { ReviewCaseView } from '../../../src/risk/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatDay, formatMoney } from '../../ui/money.ts';
import { openConversation } from '../actions.ts';
import { useDesk } from '../context.ts';
import { Decision } from '../decision.tsx';
import { Fact } from '../side/learner.tsx';
import { riskText } from '../text/risk.ts';
import { decisionWords, formatShare, reviewWords, wordOf } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { groupWords, outcomeWords } from './review-words.ts';
import './review.css';

/** A held payment with everything its decision can rest on. */
export function AskReview({ about }: { about: string }) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const [shown, setShown] = useState<ReviewCaseView | null>(null);
  useEffect(() => {
    void desk.calls.readReview(about).then((answer) => {
      if (answer.ok) return setShown(answer.value);
      desk.store.set({ dialog: null });
      desk.refuse(answer);
    });
  }, [about, desk]);
  return (
    <Dialog heading={say('reviewTitle')} isWide>
      {shown === null ? <Loading /> : <Shown shown={shown} />}
    </Dialog>
  );
}

interface Part {
  readonly shown: ReviewCaseView;
}

function Shown({ shown }: Part) {
  const { desk } = useDesk();
  const close = () => desk.store.set({ dialog: null });
  return (
    <div class="review-case" data-review={shown.reviewId}>
      <Facts shown={shown} />
      <Rules shown={shown} />
      <Groups shown={shown} />
      <Features shown={shown} />
      <Similar shown={shown} />
      {shown.status === 'open' ? <Decision reviewId={shown.reviewId} onDecided={close} /> : null}
    </div>
  );
}

function Facts({ shown }: Part) {
  const { desk } = useDesk();
  const say = useSay(riskText);
  const language = useLanguage();
  const { amountMinor, currency, score, owned, conversationId, status, createdAtMs } = shown;
  return (
    <>
      <dl class="facts">
        <Fact name={say('amount')} value={formatMoney(amountMinor, currency, language)} />
        {status === 'open' ? null : <Fact name={say('status')} value={wordOf(reviewWords, status, say)} />}
        <Fact name={say('reviewSince')} value={formatDay(createdAtMs, language)} />
        {score === null ? null : <Fact name={say('reviewScore')} value={formatShare(score, language)} />}
        <Fact
          name={say('reviewOwned')}
          value={owned.length === 0 ? say('reviewOwnsNone') : owned.join(' · ')}
        />
      </dl>
      {conversationId === null ? null : (
        <p class="row-start">
          <button type="button" class="small" onClick={() => void openConversation(desk, conversationId)}>
            {say('openThread')}
          </button>
        </p>
      )}
    </>
  );
}

function Rules({ shown: { ruleHits, reasons } }: Part) {
  const say = useSay(riskText);
  return (
    <section>
      <h3>{say('reviewRules')}</h3>
      {ruleHits.length === 0 ? <p class="faint">{say('reviewNoRules')}</p> : null}
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p class="row-start">
        {ruleHits.map(({ rule, version, action }) => (
          <span key={rule} class={`state ${action}`}>
            {rule} v{version}
          </span>
        ))}
      </p>
    </section>
  );
}

/** What each group of features adds to the score, as bars to both sides of the average payment. */
function Groups({ shown: { groups } }: Part) {
  const say = useSay(riskText);
  if (groups.length === 0) return null;
  const widest = Math.max(...groups.map(({ logit }) => Math.abs(logit)), 0.001);
  return (
    <section>
      <h3>{say('reviewGroups')}</h3>
      <p class="faint">{say('reviewGroupsMore')}</p>
      <ul class="bars">
        {groups.map(({ group, logit }) => (
          <li key={group} data-group={group}>
            <span>{wordOf(groupWords, group, say)}</span>
            <span class="bar" aria-hidden="true">
              <span
                class={logit > 0 ? 'more' : 'less'}
                style={{ inlineSize: `${(50 * Math.abs(logit)) / widest}%` }}
              />
            </span>
            <span class="number">
              {logit > 0 ? '+' : '−'}
              {Math.abs(logit).toFixed(2)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Enough to see what stands out; the rest is a press away. */
const FIRST = 8;

function Features({ shown: { features } }: Part) {
  const say = useSay(riskText);
  const known = features.filter(({ value }) => value !== null);
  const [first, rest] = [known.slice(0, FIRST), known.slice(FIRST)];
  return (
    <section>
      <h3>{say('reviewFeatures')}</h3>
      <p class="faint">{say('reviewFeaturesMore')}</p>
      <Values of={first} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{say('reviewFeaturesRest', { count: rest.length })}</summary>
          <Values of={rest} />
        </details>
      )}
    </section>
  );
}

function Values({ of }: { of: ReviewCaseView['features'] }) {
  return (
    <ul class="values">
      {of.map(({ name, value, unusual }) => (
        <li key={name} class={unusual >= 2 ? 'stands-out' : undefined}>
          <code>{name}</code>
          <span class="number">{Number((value ?? 0).toFixed(2))}</span>
        </li>
      ))}
    </ul>
  );
}

function Similar({ shown: { similar } }: Part) {
  const say = useSay(riskText);
  const language = useLanguage();
  return (
    <section>
      <h3>{say('reviewSimilar')}</h3>
      {similar.length === 0 ? <p class="faint">{say('reviewSimilarNone')}</p> : null}
      <ul class="similar">
        {similar.map((one) => (
          <li key={one.checkoutId} class="row">
            <span>
              <b class="number">{formatMoney(one.amountMinor, one.currency, language)}</b>{' '}
              <span class="faint number">{formatDay(one.createdAtMs, language)}</span>
            </span>
            <span class="row-start">
              <span class={`state ${one.decision}`}>{wordOf(decisionWords, one.decision, say)}</span>
              <span
                class={`state ${one.outcome === 'fraud' ? 'block' : one.outcome === 'unpaid' ? '' : 'paid'}`}
              >
                {say(outcomeWords[one.outcome])}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
