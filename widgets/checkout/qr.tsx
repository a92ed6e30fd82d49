import { useEffect, useMemo, useState } from 'preact/hooks';
import { encode } from 'uqr';
import type { CheckoutView, PaymentMethod } from '../../src/checkout/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { safeUrl } from '../ui/safe-url.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import { copyField } from './copy-link.tsx';
import { pay, usesBalance } from './pay.ts';
import { restMinorOf } from './stage.ts';
import { type StageProps, WayOut } from './way-out.tsx';

/** Scan to pay: the code, how long it holds, and the same as a link for who cannot scan. */
export function QrStage(props: StageProps) {
  const { view, flow } = props;
  const say = useSay(checkoutText);
  const action = view.payment?.action;
  const method = view.payment?.method ?? null;
  const leftMs = useTimeLeft(view, action?.type === 'qr' ? action.expiresAtMs : 0, flow.deps.nowMs);
  if (action?.type !== 'qr') return null;
  if (leftMs <= 0) return <ExpiredCode {...props} method={method} />;
  return (
    <section class="stage qr-stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say('scanWith', { method: method ? say(method) : '' })}
      </h3>
      <QrCode view={view} text={action.qrText} method={method} />
      <p class="waiting-line">
        <span class="spinner" aria-hidden="true" />
        {say('waitingForPayment')}
      </p>
      <p class="faint" role="timer">
        {say('qrCountdown', { time: clockTime(leftMs) })}
      </p>
      <QrLink text={action.qrText} />
      <WayOut {...props} />
    </section>
  );
}

function QrCode({ view, text, method }: { view: CheckoutView; text: string; method: PaymentMethod | null }) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  const { size, path } = useMemo(() => drawQr(text), [text]);
  const amount = formatMoney(restMinorOf(view), view.currency, language);
  return (
    <div class="qr" role="img" aria-label={say('qrLabel', { method: method ? say(method) : '', amount })}>
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true" shapeRendering="crispEdges">
        <path d={path} />
      </svg>
    </div>
  );
}

/** One path over all dark modules, with the quiet zone of four that scanners want. */
function drawQr(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const runs = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: runs.join('') };
}

function QrLink({ text }: { text: string }) {
  const say = useSay(checkoutText);
  const [isCopied, setIsCopied] = useState(false);
  // A wallet's own scheme opens nothing in a browser; only web addresses do.
  const url = /^https?:/.test(text) ? safeUrl(text) : null;
  return (
    <div class="qr-link">
      <p class="faint" id="qr-link-hint">
        {say('qrText')}
      </p>
      <input id="qr-link" readOnly value={text} aria-labelledby="qr-link-hint" />
      <div class="qr-buttons">
        <button type="button" onClick={() => void copyField('#qr-link').then(setIsCopied)}>
          {say('copyLink')}
        </button>
        {url ? (
          <a class="button" href={url} target="_blank" rel="noopener">
            {say('openLink')}
          </a>
        ) : null}
      </div>
      <p class="copied" role="status">
        {isCopied ? say('copied') : ''}
      </p>
    </div>
  );
}

function ExpiredCode(props: StageProps & { method: PaymentMethod | null }) {
  const { flow, view, state, method } = props;
  // The code that ran out was for the rest; the same is asked for again, from what is there now.
  const walletMinor = view.wallet?.usedMinor || (usesBalance(flow) ? (view.wallet?.usableMinor ?? 0) : 0);
  const say = useSay(checkoutText);
  const language = useLanguage();
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say('qrExpired')}
      </h3>
      <p>{say('qrExpiredMore')}</p>
      <button
        type="button"
        class="primary wide"
        aria-disabled={state.busy === 'pay'}
        onClick={() => void pay(flow, { view, method, walletMinor, language })}
      >
        {say(state.busy === 'pay' ? 'paying' : 'qrAgain')}
      </button>
      <WayOut {...props} />
    </section>
  );
}

/** Milliseconds until an instant of the server's clock, told anew each second. */
function useTimeLeft(view: CheckoutView, untilMs: number, nowMs: () => number): number {
  // The difference of the clocks is measured when the view arrives.
  const aheadMs = useMemo(() => view.serverNowMs - nowMs(), [view.serverNowMs]);
  const [leftMs, setLeftMs] = useState(untilMs - nowMs() - aheadMs);
  useEffect(() => {
    const tell = () => setLeftMs(untilMs - nowMs() - aheadMs);
    tell();
    const timer = setInterval(tell, 1_000);
    return () => clearInterval(timer);
  }, [untilMs, aheadMs, nowMs]);
  return leftMs;
}

function clockTime(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
