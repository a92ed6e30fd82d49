import { useEffect, useState } from 'preact/hooks';
import type { ReturnView } from '../../src/checkout/wire.ts';
import type { Language } from '../../src/identity/wire.ts';
import type { Answer } from '../ui/http.ts';
import { Icon } from '../ui/icons.tsx';
import { LanguageContext, languageTag, useSay } from '../ui/language.ts';
import { readReturn } from '../ui/links.ts';
import { safeUrl } from '../ui/safe-url.ts';
import { returnText } from '../ui/text/return.ts';

const pollMs = 1_500;
/** Long enough to read the outcome, short enough not to wait for. */
const goBackAfterMs = 2_500;

/** Where the gateway sends the browser: tells the outcome as the server knows it, and leads back. */
export function ReturnPage({ token }: { token: string }) {
  const { view, trouble } = useOutcome(token);
  const guess: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
  const language = view?.language ?? guess;
  useEffect(() => {
    document.documentElement.lang = languageTag(language);
  }, [language]);
  useEffect(() => {
    const url = safeUrl(view?.returnUrl);
    if (view?.status !== 'succeeded' || url === null) return;
    const timer = setTimeout(() => location.replace(url), goBackAfterMs);
    return () => clearTimeout(timer);
  }, [view]);
  return (
    <LanguageContext.Provider value={language}>
      <main class="return" data-status={view?.status ?? trouble ?? 'pending'}>
        {trouble === 'unknown' ? <Unknown /> : <Outcome view={view} hasTrouble={trouble !== null} />}
      </main>
    </LanguageContext.Provider>
  );
}

function Outcome({ view, hasTrouble }: { view: ReturnView | null; hasTrouble: boolean }) {
  const say = useSay(returnText);
  const status = view?.status ?? 'pending';
  const message = useSay({ message: view ? [view.message.zh, view.message.en] : returnText.pendingMore });
  const url = safeUrl(view?.returnUrl);
  return (
    <>
      <span class={`outcome ${status}`} aria-hidden="true">
        {status === 'pending' ? (
          <span class="spinner large" />
        ) : (
          <Icon name={status === 'succeeded' ? 'check' : 'alert'} />
        )}
      </span>
      <div role="status">
        <h1>{say(status)}</h1>
        <p>{message('message')}</p>
        {hasTrouble ? <p>{say('trouble')}</p> : null}
        {status === 'succeeded' && url ? <p class="faint">{say('goingBack')}</p> : null}
      </div>
      {url ? (
        <a class="button primary wide" href={url}>
          {say('goBack')}
        </a>
      ) : (
        <p class="faint">{status === 'pending' ? null : say('closePage')}</p>
      )}
      {view ? <p class="faint">{view.sellerName}</p> : null}
    </>
  );
}

function Unknown() {
  const say = useSay(returnText);
  return (
    <div role="alert">
      <h1>{say('unknown')}</h1>
      <p>{say('unknownMore')}</p>
    </div>
  );
}

type Trouble = 'unknown' | 'network' | null;

/** Asks until the outcome is known; a link nobody knows is not asked about again. */
function useOutcome(token: string): { view: ReturnView | null; trouble: Trouble } {
  const [view, setView] = useState<ReturnView | null>(null);
  const [trouble, setTrouble] = useState<Trouble>(null);
  useEffect(() => {
    let timer = 0;
    const ask = async () => {
      const answer = await readReturn(token);
      if (answer.ok) setView(answer.value);
      setTrouble(troubleOf(answer));
      if (isOpen(answer)) timer = window.setTimeout(ask, pollMs);
    };
    void ask();
    return () => clearTimeout(timer);
  }, [token]);
  return { view, trouble };
}

function troubleOf(answer: Answer<ReturnView>): Trouble {
  if (answer.ok) return null;
  return answer.status === 404 || answer.status === 410 ? 'unknown' : 'network';
}

function isOpen(answer: Answer<ReturnView>): boolean {
  return answer.ok ? answer.value.status === 'pending' : troubleOf(answer) === 'network';
}
