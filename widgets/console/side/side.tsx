import type { ConsoleThread } from '../../../src/bot/handoff/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { consoleText } from '../text.ts';
import { Invoices } from './invoices.tsx';
import { Learner } from './learner.tsx';
import { Orders } from './orders.tsx';
import { Cases, Csat, Owned, Past, Steps, Wallet, Wishes } from './others.tsx';
import { Risk } from './risk.tsx';

/** What an agent needs to know of the learner, beside the thread. */
export function Side({ thread }: { thread: ConsoleThread }) {
  const { details } = useDesk().state;
  const say = useSay(consoleText);
  if (details === null) {
    return (
      <aside class="side" aria-label={say('details')} aria-busy="true">
        <Loading />
      </aside>
    );
  }
  // What waits for a decision comes first, the rest is for looking up.
  const isHeld = details.risk.reviews.some(({ status }) => status === 'open');
  return (
    <aside class="side" aria-label={say('details')}>
      {isHeld ? <Risk risk={details.risk} /> : null}
      <Learner details={details} />
      <Wishes approvals={details.approvals} />
      <Cases cases={details.cases} />
      <Orders orders={details.orders} />
      <Owned entitlements={details.entitlements} />
      <Wallet wallet={details.wallet} />
      {isHeld ? null : <Risk risk={details.risk} />}
      <Invoices invoices={details.invoices} />
      <Csat csat={details.csat} asked={thread.service?.csat ?? null} />
      <Past past={details.pastConversations} />
      <Steps steps={thread.service?.steps ?? []} />
    </aside>
  );
}
