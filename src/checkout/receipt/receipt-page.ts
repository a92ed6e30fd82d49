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
  // The mark itself is drawn by the style, over everything, and says nothing to who hears the page.
  const body = receipt.livemode ? parts.join('') : `<div class="is-test">${parts.join('')}</div>`;
  return pageOf({ title: wordOf('receipt', language), language, body });
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
  const mark = livemode ? '' : `<p class="test">${say('test')}</p>`;
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
  const { releasedMinor, couponCode } = receipt;
  const discountMinor = receipt.discountMinor - releasedMinor;
  const code = couponCode === null ? '' : ` (${say('coupon')} ${escapeHtml(couponCode)})`;
  const sums = [
    [say(receipt.lines.length === 0 ? 'topUp' : 'subtotal'), money(receipt.subtotalMinor)],
    ...(discountMinor === 0 ? [] : [[`${say('discount')}${code}`, `−${money(discountMinor)}`]]),
    ...(releasedMinor === 0 ? [] : [[say('released'), `−${money(releasedMinor)}`]]),
    ...(receipt.taxMinor === 0 ? [] : [[say('taxIncluded'), money(receipt.taxMinor)]]),
  ];
  const listed = receipt.lines.length === 0 ? '' : table(heads, rows);
  return `${listed}<dl class="sums">${sums.map(([name, sum]) => `<div><dt>${name}</dt><dd>${sum}</dd></div>`).join('')}
<div class="total"><dt>${say('total')}</dt><dd>${money(receipt.totalMinor)}</dd></div></dl>`;
}

function payments({ receipt, language, say, money }: Telling): string {
  if (receipt.parts.length === 0) return `<p>${say('nothingPaid')}</p>`;
  const entries = receipt.parts.map((part) =>
    entry(
      [escapeHtml(wayWord(part.way, language)), money(part.amountMinor)],
      [
        ...payerFacts(part, { say, money }),
        [say('reference'), part.gatewayReference],
        [say('gatewayNumber'), part.gatewayPaymentId],
      ],
    ),
  );
  return `<h2>${say('paidWith')}</h2>${entries.join('')}`;
}

/** The price was met in full; a payment service's voucher may have been part of it. */
function payerFacts(
  { amountMinor, payerMinor }: ReceiptView['parts'][number],
  { say, money }: Pick<Telling, 'say' | 'money'>,
): [string, string | null][] {
  if (payerMinor === null) return [];
  return [
    [say('payerPaid'), money(payerMinor)],
    [say('voucherPaid'), money(amountMinor - payerMinor)],
  ];
}

function refunds({ receipt, language, say, money, time }: Telling): string {
  if (receipt.refunds.length === 0) return '';
  const entries = receipt.refunds.map((refund) => {
    const title = `${escapeHtml(wayWord(refund.way, language))} · ${say(refund.status)}`;
    return entry(
      [title, `−${money(refund.amountMinor)}`],
      [
        [say('refundNumber'), refund.reference],
        [say('askedAt'), time(refund.askedAtMs)],
      ],
    );
  });
  const kept = money(receipt.totalMinor - receipt.refundedMinor);
  return `<h2>${say('refunds')}</h2>${entries.join('')}
<dl class="sums"><div class="total"><dt>${say('kept')}</dt><dd>${kept}</dd></div></dl>`;
}

/** Money that moved: its way and amount, and under them its numbers as far as there are any. */
function entry(
  [title, amount]: readonly [string, string],
  numbers: readonly (readonly [string, string | null])[],
): string {
  const known = numbers.flatMap(([name, number]) =>
    number === null ? [] : [`${name} ${escapeHtml(number)}`],
  );
  const more = known.map((text) => `<span>${text}</span>`).join('');
  return `<p class="entry"><span>${title}</span><span>${amount}</span></p><p class="numbers">${more}</p>`;
}

function terms({ receipt, language, say }: Telling): string {
  const { version, text, atMs } = receipt.consent;
  const agreed = say('agreed', { version, time: timeText(atMs, { language, timeZone: receipt.timeZone }) });
  const words = text === null ? '' : `<p>${escapeHtml(text[language])}</p>`;
  return `<footer><h2>${say('terms')}</h2>${words}<p>${agreed}</p><p>${say('noInvoice')}</p>
<p>${say('zone', { zone: receipt.timeZone })}</p></footer>`;
}

function facts(rows: readonly (readonly [string, string])[]): string {
  return `<dl class="facts">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join('');
  const row = (cells: readonly string[]) =>
    `<tr>${cells.map((cell, index) => `<td data-name="${heads[index]}">${cell}</td>`).join('')}</tr>`;
  const body = rows.map(row).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
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
