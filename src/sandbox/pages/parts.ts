import { testCards } from '../cards.ts';
import type { Charge, PageLanguage } from '../charge.ts';
import type { SandboxDeps } from '../deps.ts';
import { displayAmount } from '../money.ts';
import { html, type Markup } from './html.ts';
import { textsOf } from './texts.ts';

const BEIJING_OFFSET_MS = 8 * 3_600_000;

/** What a page of a charge is made from. */
export interface ChargePage {
  readonly deps: SandboxDeps;
  readonly charge: Charge;
  readonly language: PageLanguage;
}

export function amountOf(charge: Charge): string {
  return displayAmount(charge.amountMinor, charge.currency);
}

/** Payee, item, method and time limit of a charge. */
export function chargeFacts({ deps, charge, language }: ChargePage): Markup {
  const texts = textsOf(language);
  const until = new Date(charge.expiresAtMs + BEIJING_OFFSET_MS).toISOString().slice(11, 16);
  return html`<dl>
<dt>${texts.payee}</dt><dd>${deps.settings.merchantName}</dd>
<dt>${texts.item}</dt><dd>${charge.description}</dd>
<dt>${texts.method}</dt><dd>${texts.methods[charge.method]}</dd>
<dt>${texts.payBefore}</dt><dd>${until} <span class="soft">${texts.beijingTime}</span></dd>
</dl>`;
}

/** The hidden fields every form of ours carries. */
export function formFields({ language }: ChargePage, token: string): Markup {
  return html`<input type="hidden" name="token" value="${token}"><input type="hidden" name="lang" value="${language}">`;
}

export function testCardTable(language: PageLanguage): Markup {
  const texts = textsOf(language);
  const rows = testCards.map(
    ({ number, behaviour }) =>
      html`<tr><td class="number">${number.replace(/(\d{4})(?=\d)/g, '$1 ')}</td><td>${texts.behaviours[behaviour]}</td></tr>`,
  );
  return html`<div class="table"><table>
<thead><tr><th scope="col">${texts.testCardNumber}</th><th scope="col">${texts.testCardResult}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>
<p class="soft">${texts.testCardsNote}</p>`;
}
