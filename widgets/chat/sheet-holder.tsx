import type { ComponentType } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CheckoutSheetProps } from '../checkout/sheet.tsx';
import { useSay } from '../ui/language.ts';
import { chatText } from '../ui/text/chat.ts';
import { type BridgeAnswer, payByWechatBridge } from '../ui/wechat-bridge.ts';
import { cardsOf } from './cards/content.ts';
import { useScene } from './context.ts';
import type { Host } from './host.ts';
import { closeSheet, readCheckout, tellCheckout } from './money.ts';

type Sheet = ComponentType<CheckoutSheetProps>;

const loadSheet = () => import('../checkout/sheet.tsx').then(({ CheckoutSheet }) => CheckoutSheet);

/** Loads the checkout's code when it is first needed, or a little before: once something can be bought. */
export function SheetHolder() {
  const { chat, state } = useScene();
  const say = useSay(chatText);
  const [Sheet, setSheet] = useState<Sheet | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const deps = useMemo(() => sheetDeps(chat), [chat]);
  const isWanted = state.sheet !== null;
  const isLikely = isWanted || state.activities.some((activity) => cardsOf(activity).length > 0);

  useEffect(() => {
    if (Sheet || hasFailed || !isLikely) return;
    loadSheet().then(
      (loaded) => setSheet(() => loaded),
      () => setHasFailed(true),
    );
  }, [isLikely, hasFailed, Sheet]);

  if (!state.sheet || !state.learner) return null;
  if (Sheet) {
    return (
      <Sheet
        // Another request, or another person, begins anew.
        key={`${JSON.stringify(state.sheet)} ${state.learner.learnerId}`}
        request={state.sheet}
        views={state.checkouts}
        isGuest={state.learner.isGuest}
        canSignIn={state.canSignIn}
        deps={deps}
        onClose={() => closeSheet(chat.deps)}
      />
    );
  }
  return hasFailed ? (
    <div class="banner bottom" role="alert">
      {say('chunkFailed')}
      <button type="button" onClick={() => location.reload()}>
        {say('retry')}
      </button>
    </div>
  ) : null;
}

/** In some versions of WeChat only the page itself has the bridge, not the frames in it. */
async function askHost(host: Host, parameters: Readonly<Record<string, string>>): Promise<BridgeAnswer> {
  const { value } = await host.payInApp(parameters);
  return value === 'ok' || value === 'cancel' || value === 'fail' ? value : 'none';
}

function sheetDeps({ deps }: ReturnType<typeof useScene>['chat']): CheckoutSheetProps['deps'] {
  const { api, keep, nowMs, newId, surface, host } = deps;
  return {
    api,
    keep,
    nowMs,
    newId,
    surface,
    pageUrl: async () => (await host.ask('page')).value,
    leave: (url) => {
      if (host.embedded) host.say({ type: 'navigate', url });
      else location.assign(url);
    },
    payInApp: async (parameters) => {
      const here = await payByWechatBridge(window, parameters);
      return here === 'none' ? askHost(host, parameters) : here;
    },
    signIn: () => host.say({ type: 'sign-in' }),
    tell: (view) => tellCheckout(deps, view),
    refresh: (checkoutId) => readCheckout(deps, checkoutId),
    remember: (request) => keep.write('sheet', request),
  };
}
