import type { ApprovalView, ConversationDetails } from '../../../src/bot/console/wire.ts';
import type { CsatView } from '../../../src/bot/handoff/csat/wire.ts';
import type { HandoffStep } from '../../../src/bot/handoff/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { ask, openConversation } from '../actions.ts';
import { useDesk } from '../context.ts';
import { Glyph } from '../glyph.tsx';
import { reasonOf } from '../lists.tsx';
import { withdrawApproval } from '../money-actions.ts';
import { consoleText } from '../text.ts';
import { DueMark } from '../timer.tsx';
import { useDuration } from '../use-duration.ts';
import { useWishWords } from '../use-wish-words.ts';
import { caseWords, stateWords, wishWords, wordOf } from '../words.ts';
import { Part } from './part.tsx';

type Of<Name extends keyof ConversationDetails> = Pick<ConversationDetails, Name>;

export function Owned({ entitlements }: Of<'entitlements'>) {
  const say = useSay(consoleText);
  const language = useLanguage();
  return (
    <Part name="entitlements" count={entitlements.length}>
      {entitlements.length === 0 ? <p class="faint">{say('noEntitlements')}</p> : null}
      <ul>
        {entitlements.map((one) => (
          <li class="owned" key={one.entitlementId}>
            <span>{one.title}</span>
            <span class="faint">
              {say(one.kind)} · {formatInstant(one.grantedAtMs, language, 'full')}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Wallet({ wallet }: Of<'wallet'>) {
  const say = useSay(consoleText);
  const language = useLanguage();
  if (wallet.length === 0) return null;
  return (
    <Part name="wallet">
      <ul>
        {wallet.map(({ currency, paidMinor, bonusMinor, heldMinor }) => {
          const money = (minor: number) => formatMoney(minor, currency, language);
          return (
            <li class="owned" key={currency}>
              <span class="number">{money(paidMinor + bonusMinor)}</span>
              <span class="faint number">
                {say('walletBonus', { amount: money(bonusMinor) })}
                {heldMinor > 0 ? ` · ${say('walletHeld', { amount: money(heldMinor) })}` : null}
              </span>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

export function Csat({ csat, asked }: Of<'csat'> & { asked: CsatView | null }) {
  const say = useSay(consoleText);
  const duration = useDuration();
  const isOpen = asked !== null && asked.answeredAtMs === null;
  if (csat.length === 0 && !isOpen) return null;
  return (
    <Part name="csat" count={csat.length}>
      {isOpen ? <p class="faint">{say('csatAsked')}</p> : null}
      <ul>
        {csat.map(({ conversationId, score, comment, atMs }) => (
          <li class="owned" key={`${conversationId}${atMs}`}>
            <span class="row">
              <span role="img" aria-label={say('csatScore', { score })} class="stars">
                {[1, 2, 3, 4, 5].map((star) => (
                  <span key={star} class={star > score ? 'faint' : ''}>
                    <Glyph name="star" />
                  </span>
                ))}
              </span>
              <span class="meta">{duration(atMs)}</span>
            </span>
            {comment ? <span class="faint">{comment}</span> : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Cases({ cases }: Of<'cases'>) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  if (cases.length === 0) return null;
  return (
    <Part name="cases" count={cases.length}>
      <ul class="orders">
        {cases.map(({ caseId, caseNumber, kind, status, dueAtMs, isOverdue }) => (
          <li key={caseId}>
            <button
              type="button"
              class="order press"
              onClick={() => ask(desk, { name: 'case', about: caseId })}
            >
              <span class="row">
                <strong>{say(kind)}</strong>
                {isOverdue ? <DueMark /> : <span class="state">{say(caseWords[status])}</span>}
              </span>
              <span class="meta number">
                {caseNumber} · {say('caseDue', { time: formatInstant(dueAtMs, language, 'full') })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Wishes({ approvals }: Of<'approvals'>) {
  const { desk, state } = useDesk();
  const mayWithdraw = ({ status, requestedById }: ApprovalView) =>
    status === 'requested' && requestedById === state.staff?.staffId;
  const say = useSay(consoleText);
  const duration = useDuration();
  const words = useWishWords();
  if (approvals.length === 0) return null;
  return (
    <Part name="wishes" count={approvals.length}>
      <ul class="orders">
        {approvals.map((approval) => (
          <li class="order" key={approval.approvalId} data-approval={approval.status}>
            <p class="row">
              <strong class="number">{words(approval)}</strong>
              <span class={`state ${approval.status}`}>{say(wishWords[approval.status])}</span>
            </p>
            <p class="faint">{approval.note}</p>
            {approval.decisionNote ? <p class="faint">{approval.decisionNote}</p> : null}
            <p class="row">
              <span class="meta">
                {say('approvalBy', { name: approval.requestedByName })} · {duration(approval.createdAtMs)}
              </span>
              {mayWithdraw(approval) ? (
                <button
                  type="button"
                  class="quiet small"
                  onClick={() => void withdrawApproval(desk, approval.approvalId)}
                >
                  {say('withdraw')}
                </button>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Past({ past }: { past: ConversationDetails['pastConversations'] }) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const duration = useDuration();
  if (past.length === 0) return null;
  return (
    <Part name="past" count={past.length}>
      <ul>
        {past.map(({ conversationId, lastText, updatedAtMs, mayRead, surface }) => (
          <li key={conversationId}>
            <button
              type="button"
              class="order press"
              disabled={!mayRead}
              onClick={() => void openConversation(desk, conversationId)}
            >
              <span class="preview two-lines">{lastText ?? say('noWords')}</span>
              <span class="meta">
                {surface} · {duration(updatedAtMs)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Through whose hands it went, the newest first. */
export function Steps({ steps }: { steps: readonly HandoffStep[] }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  if (steps.length === 0) return null;
  return (
    <Part name="steps">
      <ol class="steps-list">
        {steps.toReversed().map(({ to, reason, staffName, note, atMs }) => (
          <li key={`${atMs}${to}${reason}`}>
            <span>
              {wordOf(stateWords, to, say)} · {reasonOf(reason, say)}
              {staffName === null ? null : ` · ${staffName}`}
            </span>
            {note === null ? null : <span class="faint">{note}</span>}
            <time class="meta" dateTime={new Date(atMs).toISOString()}>
              {formatInstant(atMs, language, 'full')}
            </time>
          </li>
        ))}
      </ol>
    </Part>
  );
}
