import { useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { checkoutText } from '../ui/text/checkout.ts';
import { Choose } from './choose.tsx';
import { Coupon } from './coupon.tsx';
import { Paid } from './paid.tsx';
import { QrStage } from './qr.tsx';
import { stageOf } from './stage.ts';
import { begin } from './start.ts';
import { BriefSummary, Summary } from './summary.tsx';
import { type StageProps, WayOut } from './way-out.tsx';

// Only WeChat shows pages that can do this.
const InAppStage = lazy(() => import('./in-app.tsx').then((part) => part.InAppStage));
const TopUp = lazy(() => import('./top-up.tsx').then((part) => part.TopUp));
const Appeal = lazy(() => import('../ui/appeal.tsx').then((part) => part.Appeal));

/** The sheet gave the focus to a title that was not there yet. */
const focusTitle = () => document.querySelector<HTMLElement>('#stage-title')?.focus();

/** What the checkout asks or tells now. */
export function Stages(props: StageProps) {
  const { view, state } = props;
  const stage = stageOf(view);
  if (state.isToppingUp) return <TopUp {...props} onShown={focusTitle} />;
  if (stage === 'paid') return <Paid {...props} />;
  if (stage === 'expired' || stage === 'canceled') return <Ended {...props} stage={stage} />;
  return (
    <>
      {stage === 'choose' || state.isChoosing ? <Summary view={view} /> : <BriefSummary view={view} />}
      {stage === 'choose' && !view.topUp ? <Coupon {...props} /> : null}
      <Open {...props} />
      {state.trouble?.code === 'payment_blocked' ? (
        <Appeal api={props.flow.deps.api} checkoutId={view.checkoutId} />
      ) : null}
    </>
  );
}

function Open(props: StageProps) {
  const { view, state } = props;
  const stage = stageOf(view);
  if (stage === 'choose' || state.isChoosing) return <Choose {...props} />;
  if (stage === 'qr') return <QrStage {...props} />;
  if (stage === 'redirect') return <RedirectStage {...props} />;
  if (stage === 'in_app') return <InAppStage {...props} onShown={focusTitle} />;
  return <WaitingStage isReserved={view.payment?.status === 'authorized'} />;
}

function RedirectStage(props: StageProps) {
  const say = useSay(checkoutText);
  const action = props.view.payment?.action;
  if (action?.type !== 'redirect') return null;
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say('redirectHeading')}
      </h3>
      <p>{say('redirectMore')}</p>
      <button type="button" class="primary wide" onClick={() => props.flow.deps.leave(action.url)}>
        {say('redirectGo')}
      </button>
      <WayOut {...props} />
    </section>
  );
}

/** Either the gateway has not answered yet, or it holds the money for the seller, who may take their time. */
function WaitingStage({ isReserved }: { isReserved: boolean }) {
  const say = useSay(checkoutText);
  return (
    <section class="stage waiting">
      {isReserved ? null : <span class="spinner large" aria-hidden="true" />}
      <h3 id="stage-title" tabIndex={-1}>
        {say(isReserved ? 'reservedHeading' : 'waitingHeading')}
      </h3>
      <p>{say(isReserved ? 'reservedMore' : 'waitingMore')}</p>
    </section>
  );
}

function Ended({
  flow,
  state,
  view,
  shopper,
  onClose,
  stage,
}: StageProps & { stage: 'expired' | 'canceled' }) {
  const say = useSay(checkoutText);
  const { request } = state;
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say(`${stage}Heading`)}
      </h3>
      <p>{say(`${stage}More`)}</p>
      <p class="faint">{view.lines.map(({ title }) => title).join('、')}</p>
      {view.mayAppeal ? <Appeal api={flow.deps.api} checkoutId={view.checkoutId} isExpired /> : null}
      {request.kind === 'product' ? (
        <button type="button" class="primary wide" onClick={() => void begin(flow, request, shopper)}>
          {say('startAgain')}
        </button>
      ) : null}
      <button type="button" class="wide" onClick={onClose}>
        {say('close')}
      </button>
    </section>
  );
}
