import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CheckoutView, OpenedPayLink } from '../../src/checkout/wire.ts';
import type { Language } from '../../src/identity/wire.ts';
import type { CheckoutDeps } from '../checkout/deps.ts';
import { CheckoutSheet } from '../checkout/sheet.tsx';
import { createApi } from '../ui/api.ts';
import type { Refusal } from '../ui/http.ts';
import { Icon } from '../ui/icons.tsx';
import type { Keep } from '../ui/keep.ts';
import { LanguageContext, languageTag, useLanguage, useSay } from '../ui/language.ts';
import { surfaceOf } from '../ui/surface.ts';
import { payText } from '../ui/text/pay.ts';
import { textOf } from '../ui/text/say.ts';
import { payByWechatBridge } from '../ui/wechat-bridge.ts';
import { openLink } from './open-link.ts';

/** One checkout on a page of its own, for those whose chat cannot show it. */
export function PayPage({ token, keep }: { token: string; keep: Keep }) {
  const [opened, setOpened] = useState<OpenedPayLink | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const open = async () => {
    setRefusal(null);
    const answer = await openLink(keep, token);
    if (answer.ok) setOpened(answer.value);
    else setRefusal(answer);
  };
  useEffect(() => void open(), [token]);
  const guess: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
  const language = opened?.language ?? guess;
  useEffect(() => {
    document.documentElement.lang = languageTag(language);
    document.title = textOf(payText.title, language);
  }, [language]);
  return (
    <LanguageContext.Provider value={language}>
      {opened ? (
        <Till opened={opened} keep={keep} />
      ) : (
        <main class="return" data-status={refusal ? 'refused' : 'opening'}>
          {refusal ? <Refused refusal={refusal} onRetry={open} /> : <Opening />}
        </main>
      )}
    </LanguageContext.Provider>
  );
}

function Opening() {
  const say = useSay(payText);
  return (
    <p role="status">
      <span class="spinner large" aria-hidden="true" /> {say('opening')}
    </p>
  );
}

function Refused({ refusal, onRetry }: { refusal: Refusal; onRetry: () => void }) {
  const say = useSay(payText);
  const language = useLanguage();
  const mayTryAgain = refusal.status === 0 || refusal.status >= 500 || refusal.status === 429;
  return (
    <>
      <span class="outcome failed" aria-hidden="true">
        <Icon name="alert" />
      </span>
      <div role="alert">
        <h1>{say('troubleTitle')}</h1>
        <p>{refusal.message[language]}</p>
      </div>
      {mayTryAgain ? (
        <button type="button" class="primary" onClick={onRetry}>
          {say('retry')}
        </button>
      ) : null}
    </>
  );
}

/** The same checkout as in the panel, by the pass instead of a learner's token. */
function Till({ opened, keep }: { opened: OpenedPayLink; keep: Keep }) {
  const say = useSay(payText);
  const [views, setViews] = useState<Record<string, CheckoutView>>({});
  const [isShown, setIsShown] = useState(true);
  const deps = useMemo(
    () => depsOf(opened, keep, (view) => setViews((known) => ({ ...known, [view.checkoutId]: view }))),
    [opened, keep],
  );
  const { checkoutId } = opened;
  if (isShown) {
    return (
      <CheckoutSheet
        request={{ kind: 'checkout', checkoutId }}
        views={views}
        isGuest={false}
        canSignIn={false}
        deps={deps}
        onClose={() => setIsShown(false)}
      />
    );
  }
  return (
    <main class="return" data-status="closed">
      <p role="status">{say('closed')}</p>
      <button type="button" onClick={() => setIsShown(true)}>
        {say('openAgain')}
      </button>
    </main>
  );
}

function depsOf({ token }: OpenedPayLink, keep: Keep, tell: (view: CheckoutView) => void): CheckoutDeps {
  const api = createApi({ token: () => token, renew: async () => false });
  return {
    api,
    keep,
    nowMs: Date.now,
    newId: (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`,
    surface: () => surfaceOf(navigator.userAgent),
    pageUrl: async () => null,
    leave: (url) => location.assign(url),
    payInApp: (parameters) => payByWechatBridge(window, parameters),
    signIn: () => {},
    tell,
    refresh: async (checkoutId) => {
      const answer = await api.readCheckout(checkoutId);
      if (answer.ok) tell(answer.value);
      return answer;
    },
    remember: () => {},
  };
}
