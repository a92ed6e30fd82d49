import { useEffect, useState } from 'preact/hooks';
import '../ui/sheet.css';
import './checkout.css';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { keepFocusInside, useModal } from '../ui/modal.ts';
import { createStore, useStore } from '../ui/store.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import type { CheckoutDeps, Flow, FlowState } from './deps.ts';
import { Obstacles } from './obstacles.tsx';
import { letGo } from './pay.ts';
import type { CheckoutRequest } from './request.ts';
import { isPending, stageOf } from './stage.ts';
import { Stages } from './stages.tsx';
import { begin } from './start.ts';

export interface CheckoutSheetProps {
  request: CheckoutRequest;
  /** Every checkout as the server last told it. */
  views: Readonly<Record<string, CheckoutView>>;
  isGuest: boolean;
  canSignIn: boolean;
  deps: CheckoutDeps;
  onClose: () => void;
}

/** The checkout, as a modal sheet over the conversation. */
export function CheckoutSheet(props: CheckoutSheetProps) {
  const { request, views, isGuest, canSignIn, deps, onClose } = props;
  const say = useSay(checkoutText);
  const language = useLanguage();
  const flow = useFlow(deps, request);
  const state = useStore(flow.state);
  const view = state.checkoutId === null ? undefined : views[state.checkoutId];
  const shopper = { isGuest, language };
  const { obstacle } = state;

  // One beginning for one request; a switch of language is none.
  useEffect(() => void begin(flow, request, shopper), [flow]);
  usePolling(flow, view);
  useEffect(() => {
    if (view) letGo(flow, view);
  }, [flow, view]);
  const where = obstacle?.kind ?? (view ? placeOf(state, view) : 'loading');
  const dialog = useModal(where);

  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={keepFocusInside}
    >
      <header class="sheet-header">
        <h2 id="sheet-title" tabIndex={-1}>
          {say(headingOf(where, view))}
        </h2>
        {view && !view.livemode ? <p class="test-mark">{say('testShort')}</p> : null}
        <button type="button" class="quiet icon-only" aria-label={say('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="sheet-body" data-stage={where}>
        {obstacle ? (
          <Obstacles
            obstacle={obstacle}
            canSignIn={canSignIn}
            onSignIn={deps.signIn}
            onAgain={(again) => void begin(flow, again ?? state.request, shopper)}
            onClose={onClose}
          />
        ) : view ? (
          <Stages flow={flow} state={state} view={view} shopper={shopper} onClose={onClose} />
        ) : (
          <p class="loading" role="status">
            <span class="spinner" aria-hidden="true" />
            {say('loading')}
          </p>
        )}
      </div>
    </dialog>
  );
}

/** Says at the top what is still to be done, and nothing of it once all is done. */
function headingOf(where: string, view: CheckoutView | undefined) {
  if (where === 'paid') return view?.totalMinor === 0 ? 'headingFree' : 'headingPaid';
  return where === 'expired' || where === 'canceled' ? 'headingEnded' : 'heading';
}

/** What of the checkout has the floor. */
function placeOf({ isToppingUp, isChoosing }: FlowState, view: CheckoutView): string {
  if (isToppingUp) return 'top-up';
  return isChoosing ? 'choose' : stageOf(view);
}

function useFlow(deps: CheckoutDeps, request: CheckoutRequest): Flow {
  const [flow] = useState<Flow>(() => ({
    deps,
    state: createStore({
      checkoutId: null,
      request,
      obstacle: null,
      busy: null,
      trouble: null,
      isChoosing: false,
      isToppingUp: false,
      beforeTopUp: null,
    }),
  }));
  return flow;
}

const pollMs = 2_000;

/** Asks again while the outcome is open, and at once when the learner comes back to the page. */
function usePolling(flow: Flow, view: CheckoutView | undefined): void {
  const checkoutId = view?.checkoutId;
  const pending = view !== undefined && isPending(view);
  useEffect(() => {
    if (checkoutId === undefined || !pending) return;
    const ask = () => {
      if (document.visibilityState === 'visible') void flow.deps.refresh(checkoutId);
    };
    const timer = setInterval(ask, pollMs);
    document.addEventListener('visibilitychange', ask);
    addEventListener('pageshow', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
      removeEventListener('pageshow', ask);
    };
  }, [flow, checkoutId, pending]);
}
