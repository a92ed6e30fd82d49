import type { CheckoutView } from '../../src/checkout/wire.ts';
import { useSay } from '../ui/language.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import type { Flow, FlowState } from './deps.ts';
import { cancel } from './pay.ts';
import { stageOf } from './stage.ts';
import type { Shopper } from './start.ts';

export interface StageProps {
  flow: Flow;
  state: FlowState;
  view: CheckoutView;
  shopper: Shopper;
  onClose: () => void;
}

/** Another method, or giving up. */
export function WayOut({ flow, state, view }: StageProps) {
  const say = useSay(checkoutText);
  const canceling = state.busy === 'cancel';
  return (
    <>
      {state.trouble ? <Trouble message={state.trouble} /> : null}
      <div class="way-out">
        {state.isChoosing || stageOf(view) === 'choose' ? null : (
          <button
            type="button"
            class="link"
            onClick={() => flow.state.set({ isChoosing: true, trouble: null })}
          >
            {say('anotherWay')}
          </button>
        )}
        <button
          type="button"
          class="link faint"
          aria-disabled={canceling}
          onClick={() => void cancel(flow, view)}
        >
          {say(canceling ? 'canceling' : 'cancelOrder')}
        </button>
      </div>
    </>
  );
}

/** Why the last press did not lead on. */
export function Trouble({ message }: { message: { zh: string; en: string } }) {
  const say = useSay({ message: [message.zh, message.en] });
  return (
    <p class="trouble-box" role="alert">
      {say('message')}
    </p>
  );
}
