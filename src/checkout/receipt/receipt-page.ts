import type { Language } from '../../identity/wire.ts';
import { moneyText } from './money-text.ts';
import { type Word, wayWord, wordOf } from './receipt-words.ts';
import type { ReceiptView } from './wire.ts';

type Receipt = Omit<ReceiptView, 'printUrl'>;

interface Telling {
  readonly receipt: Receipt;
  readonly language: Language;
  readonly say: (word: Word, fill?: Readonly<Record<string, string>>) => string;
  readonly money: (amountMinor: number) => string;
  readonly time: (instantMs: number) => string;
}

/** A receipt as a page that prints on one sheet: no script, its style from our own origin. */
export function receiptPage(receipt: Receipt, language: Language): string {
  const { currency, timeZone } = receipt;
  const telling: Telling = {
    receipt,
    language,
    say: (word, fill) => escapeHtml(wordOf(word, language, fill)),
    money: (amountMinor) => escapeHtml(moneyText({ amountMinor, currency }, language)),
    time: (instantMs) => escapeHtml(timeText(instantMs, { language, timeZone })),
  };
  const parts = [header(telling), items(telling), payments(telling), refunds(telling), terms(telling)];
  return pageOf({ title: wordOf('receipt', language), language, body: parts.join('') });
}

/** What a link that has ended shows. */
export function expiredPage(language: Language): string {
  const say = (word: Word): string => escapeHtml(wordOf(word, language));
  const body = `<h1>${say('expired')}</h1><p>${say('expiredMore')}</p>`;
  return pageOf({ title: wordOf('expired', language), language, body });
}

function pageOf({ title, language, body }: { title: string; language: Language; body: string }): string {
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/receipts/style.css"></head>
<body><main>${body}</main></body></html>`;
}

function header({ receipt, say, time }: Telling): string {
  const { seller, orderNumber, livemode } = receipt;
  const mark = livemode
    ? ''
    : `<p class="watermark" aria-hidden="true">测试 TEST</p><p class="test">${say('test')}</p>`;
  return `${mark}<header><h1>${say('receipt')}</h1><p class="seller">${escapeHtml(seller.legalName)}</p></header>
${facts([
  [say('orderNumber'), escapeHtml(orderNumber)],
  [say('orderedAt'), time(receipt.orderedAtMs)],
  [say('paidAt'), time(receipt.paidAtMs)],
  [say('seller'), `${escapeHtml(seller.legalName)} (${escapeHtml(seller.country)})`],
  [say('merchantAccount'), escapeHtml(seller.merchantAccountId)],
])}`;
}

function items({ receipt, say, money }: Telling): string {
  const heads = [
    say('item'),
    say('price'),
    say('discount'),
    say('taxRate'),
    say('taxIncluded'),
    say('amount'),
  ];
  const rows = receipt.lines.map((line) => [
    `<span class="kind">${say(line.kind)}</span> ${escapeHtml(line.title)}`,
    money(line.amountMinor),
    line.discountMinor === 0 ? '–' : `−${money(line.discountMinor)}`,
    `${line.taxRatePpm / 10_000} %`,
    money(line.taxMinor),
    money(line.totalMinor),
  ]);
  const { discountMinor, couponCode } = receipt;
  const code = couponCode === null ? '' : ` (${say('coupon')} ${escapeHtml(couponCode)})`;
  const sums = [
    [say(receipt.lines.length === 0 ? 'topUp' : 'subtotal'), money(receipt.subtotalMinor)],
    ...(discountMinor === 0 ? [] : [[`${say('discount')}${code}`, `−${money(discountMinor)}`]]),
    ...(receipt.taxMinor === 0 ? [] : [[say('taxIncluded'), money(receipt.taxMinor)]]),
  ];
  const listed = receipt.lines.length === 0 ? '' : table(heads, rows);
  return `${listed}<dl class="sums">${sums.map(([name, sum]) => `<div><dt>${name}</dt><dd>${sum}</dd></div>`).join('')}
<div class="total"><dt>${say('total')}</dt><dd>${money(receipt.totalMinor)}</dd></div></dl>`;
}

function payments({ receipt, language, say, money }: Telling): string {
  if (receipt.parts.length === 0) return `<p>${say('nothingPaid')}</p>`;
  const heads = [say('paidWith'), say('reference'), say('gatewayNumber'), say('amount')];
  const rows = receipt.parts.map((part) => [
    escapeHtml(wayWord(part.way, language)),
    escapeHtml(part.gatewayReference ?? '–'),
    escapeHtml(part.gatewayPaymentId ?? '–'),
    money(part.amountMinor),
  ]);
  return `<h2>${say('paidWith')}</h2>${table(heads, rows)}`;
}

function refunds({ receipt, language, say, money, time }: Telling): string {
  if (receipt.refunds.length === 0) return '';
  const heads = [say('refundNumber'), say('askedAt'), say('paidWith'), say('state'), say('amount')];
  const rows = receipt.refunds.map((refund) => [
    escapeHtml(refund.reference),
    time(refund.askedAtMs),
    escapeHtml(wayWord(refund.way, language)),
    say(refund.status),
    `−${money(refund.amountMinor)}`,
  ]);
  const kept = money(receipt.totalMinor - receipt.refundedMinor);
  return `<h2>${say('refunds')}</h2>${table(heads, rows)}
<dl class="sums"><div class="total"><dt>${say('kept')}</dt><dd>${kept}</dd></div></dl>`;
}

function terms({ receipt, language, say, time }: Telling): string {
  const { version, text, atMs } = receipt.consent;
  const agreed = say('agreed', { version, time: timeText(atMs, { language, timeZone: receipt.timeZone }) });
  const words = text === null ? '' : `<p>${escapeHtml(text[language])}</p>`;
  return `<footer><h2>${say('terms')}</h2>${words}<p>${agreed}</p><p>${say('noInvoice')}</p>
<p>${time(receipt.paidAtMs)} · ${escapeHtml(receipt.timeZone)}</p></footer>`;
}

function facts(rows: readonly (readonly [string, string])[]): string {
  return `<dl class="facts">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
  return `<div class="wide" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function timeText(
  instantMs: number,
  { language, timeZone }: { language: Language; timeZone: string },
): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(instantMs);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
