import type { Answer } from '../http.ts';
import { html } from './html.ts';
import { pageAnswer } from './layout.ts';
import { amountOf, type ChargePage, chargeFacts, formFields } from './parts.ts';
import { textsOf } from './texts.ts';

/** What a payer sees after scanning, or after being sent to the wallet's page. */
export function payPage(page: ChargePage, token: string): Answer {
  const { charge, language } = page;
  const texts = textsOf(language);
  const main = html`<section class="panel">
<h1>${texts.confirmTitle}</h1>
<p class="amount">${amountOf(charge)}</p>
${chargeFacts(page)}
<form method="post" action="/pay/${charge.chargeId}">
${formFields(page, token)}
<button class="primary ${charge.method}" name="action" value="pay">${texts.payButton(amountOf(charge))}</button>
<button class="quiet" name="action" value="cancel">${texts.cancelButton}</button>
</form>
</section>
<p class="foot">${texts.reference} ${charge.reference}</p>`;
  return pageAnswer({ language, title: texts.confirmTitle, main });
}
