import { useEffect, useState } from 'preact/hooks';
import { useSay } from '../ui/language.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import { inAppText } from '../ui/text/in-app.ts';
import type { BridgeAnswer } from '../ui/wechat-bridge.ts';
import { CopyPageLink } from './copy-link.tsx';
import type { StageProps } from './way-out.tsx';
import { WayOut } from './way-out.tsx';

const words = { ...checkoutText, ...inAppText };

/**
 * Paying inside the app that shows the page: its sheet opens at once, and again on demand. What the app says is only
 * a reason to ask the server sooner.
 */
export function InAppStage(props: StageProps) {
  const { view, flow } = props;
  const say = useSay(words);
  const [answer, setAnswer] = useState<BridgeAnswer | 'open'>('open');
  const action = view.payment?.action;
  const parameters = action?.type === 'in_app' ? action.parameters : null;

  const open = async () => {
    if (!parameters) return;
    setAnswer('open');
    setAnswer(await flow.deps.payInApp(parameters));
    await flow.deps.refresh(view.checkoutId);
  };
  useEffect(() => void open(), [parameters?.['package']]);

  if (!parameters) return null;
  const isSaid = answer === 'ok';
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say(isSaid ? 'waitingHeading' : 'inAppHeading')}
      </h3>
      <p role="status">{say(wordsOf(answer))}</p>
      {isSaid ? <span class="spinner large" aria-hidden="true" /> : null}
      {isSaid || answer === 'open' ? null : (
        <button type="button" class="primary wide" onClick={() => void open()}>
          {say('inAppGo')}
        </button>
      )}
      {answer === 'none' ? <CopyPageLink flow={flow} /> : null}
      <WayOut {...props} />
    </section>
  );
}

function wordsOf(answer: BridgeAnswer | 'open'): keyof typeof words {
  const said = {
    open: 'inAppOpen',
    ok: 'waitingMore',
    cancel: 'inAppCanceled',
    fail: 'inAppFailed',
    none: 'inAppMissing',
  } as const;
  return said[answer];
}
