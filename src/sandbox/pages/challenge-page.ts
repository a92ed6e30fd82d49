import type { Answer } from '../http.ts';
import { html } from './html.ts';
import { pageAnswer } from './layout.ts';
import { amountOf, type ChargePage, formFields } from './parts.ts';
import { textsOf } from './texts.ts';

/** The bank's question: the page plays the payer's phone, too, and shows the code. */
export function challengePage(page: ChargePage, token: string): Answer {
  const { charge, language } = page;
  const texts = textsOf(language);
  const main = html`<section class="panel">
<h1>${texts.challengeTitle}</h1>
<p class="soft">${texts.challengeLead(charge.cardLast4 ?? '')}</p>
<div class="phone"><h2>${texts.challengeMessageTitle}</h2>
<p>${texts.challengeMessage(amountOf(charge))}</p>
<p class="code" id="code-shown">${charge.challengeCode ?? ''}</p></div>
<form method="post" action="/challenge/${charge.chargeId}">
${formFields(page, token)}
<div class="field">
<label for="code">${texts.challengeField}</label>
<span class="hint" id="code-hint">${texts.challengeHint}</span>
<input type="text" id="code" name="code" autocomplete="one-time-code" inputmode="numeric" maxlength="6" required aria-describedby="code-hint">
</div>
<button class="primary" name="action" value="pay">${texts.challengeButton}</button>
<button class="quiet" name="action" value="cancel" formnovalidate>${texts.cancelButton}</button>
</form>
</section>`;
  return pageAnswer({ language, title: texts.challengeTitle, main });
}
