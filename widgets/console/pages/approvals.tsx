import { useState } from 'preact/hooks';
import type { ApprovalView } from '../../../src/bot/console/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useSay } from '../../ui/language.ts';
import { openConversation } from '../actions.ts';
import { useDesk } from '../context.ts';
import { decideApproval } from '../money-actions.ts';
import { consoleText } from '../text.ts';
import { useDuration } from '../use-duration.ts';
import { useWishWords } from '../use-wish-words.ts';

/** What agents ask for above their limits: a second person decides, and approving gives it at once. */
export function Approvals() {
  const { approvals } = useDesk().state;
  const say = useSay(consoleText);
  return (
    <section class="sheet" aria-labelledby="list-heading">
      <h1 id="list-heading" tabIndex={-1}>
        {say('approvals')}
      </h1>
      {approvals === null ? <Loading /> : null}
      {approvals?.length === 0 ? <p class="faint">{say('approvalsEmpty')}</p> : null}
      <ul class="cards">
        {approvals?.map((approval) => (
          <Approval key={approval.approvalId} approval={approval} />
        ))}
      </ul>
    </section>
  );
}

function Approval({ approval }: { approval: ApprovalView }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const duration = useDuration();
  const words = useWishWords()(approval);
  const [note, setNote] = useState('');
  const { approvalId, wish, mayDecide } = approval;
  const isBusy = state.busy !== null;
  const decide = (decision: 'approve' | 'decline') =>
    void decideApproval(desk, approvalId, { decision, note });
  return (
    <li class="card-line" data-approval={approvalId}>
      <p class="row">
        <strong class="number">{words}</strong>
        <span class="faint">{duration(approval.createdAtMs)}</span>
      </p>
      <p>
        {approval.learnerName ?? say('guest')} · {say('approvalBy', { name: approval.requestedByName })}
      </p>
      <p class="faint">
        {wish.kind === 'refund' ? wish.refund.reason : wish.coupon.reason} · {approval.note}
      </p>
      {mayDecide ? (
        <label class="field">
          <span>{say('decisionNote')}</span>
          <input maxLength={500} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
      ) : (
        <p class="faint">{say('notYours')}</p>
      )}
      <p class="row-start">
        {mayDecide ? (
          <>
            <button type="button" class="primary" aria-disabled={isBusy} onClick={() => decide('approve')}>
              {say('approveWish', { amount: words })}
            </button>
            <button type="button" aria-disabled={isBusy} onClick={() => decide('decline')}>
              {say('declineWish')}
            </button>
          </>
        ) : null}
        <button
          type="button"
          class="quiet"
          onClick={() => void openConversation(desk, approval.conversationId)}
        >
          {say('openThread')}
        </button>
      </p>
    </li>
  );
}
