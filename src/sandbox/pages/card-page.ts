import { cvcHolds, expiryHolds, parseCardNumber } from '../cards.ts';
import type { Answer } from '../http.ts';
import { html, type Markup } from './html.ts';
import { pageAnswer } from './layout.ts';
import { amountOf, type ChargePage, chargeFacts, formFields, testCardTable } from './parts.ts';
import { type Texts, textsOf } from './texts.ts';

type CardField = 'number' | 'expiry' | 'cvc' | 'name';

export interface CardForm {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly name: string;
}

export const emptyCardForm: CardForm = { number: '', expiry: '', cvc: '', name: '' };

export function readCardForm(form: URLSearchParams): CardForm {
  const field = (name: string) => (form.get(name) ?? '').slice(0, 100);
  return { number: field('number'), expiry: field('expiry'), cvc: field('cvc'), name: field('name') };
}

/** The fields that need another look, in the order of the form. */
export function wrongFields(form: CardForm, nowMs: number): CardField[] {
  const checks: [CardField, boolean][] = [
    ['number', parseCardNumber(form.number) !== null],
    ['expiry', expiryHolds(form.expiry, nowMs)],
    ['cvc', cvcHolds(form.cvc)],
    ['name', form.name.trim() !== ''],
  ];
  return checks.filter(([, holds]) => !holds).map(([name]) => name);
}

interface CardPageState {
  readonly token: string;
  readonly form: CardForm;
  readonly wrong: readonly CardField[];
}

/** The hosted card page; `state.wrong` marks what was typed wrongly before. */
export function cardPage(page: ChargePage, state: CardPageState): Answer {
  const { charge, language } = page;
  const texts = textsOf(language);
  const fieldOf = (input: FieldInput) => cardField(texts, state, input);
  const main = html`<section class="panel">
<h1>${texts.cardTitle}</h1>
<p class="amount">${amountOf(charge)}</p>
${chargeFacts(page)}
${errorSummary(texts, state.wrong)}
<form method="post" action="/card/${charge.chargeId}">
${formFields(page, state.token)}
${fieldOf({ name: 'number', label: texts.cardNumber, hint: null, autocomplete: 'cc-number', length: 23 })}
<div class="pair">
${fieldOf({ name: 'expiry', label: texts.cardExpiry, hint: texts.cardExpiryHint, autocomplete: 'cc-exp', length: 9 })}
${fieldOf({ name: 'cvc', label: texts.cardCvc, hint: texts.cardCvcHint, autocomplete: 'cc-csc', length: 4 })}
</div>
${fieldOf({ name: 'name', label: texts.cardName, hint: null, autocomplete: 'cc-name', length: 80 })}
<button class="primary" name="action" value="pay">${texts.payButton(amountOf(charge))}</button>
<button class="quiet" name="action" value="cancel" formnovalidate>${texts.cancelButton}</button>
</form>
<p class="soft">${texts.cardPromise}</p>
<details><summary>${texts.testCardsTitle}</summary>
${testCardTable(language)}
</details>
</section>
<p class="foot">${texts.reference} ${charge.reference}</p>`;
  return pageAnswer({ status: state.wrong.length > 0 ? 422 : 200, language, title: texts.cardTitle, main });
}

interface FieldInput {
  readonly name: CardField;
  readonly label: string;
  readonly hint: string | null;
  readonly autocomplete: string;
  readonly length: number;
}

function cardField(texts: Texts, state: CardPageState, input: FieldInput): Markup {
  const { name, label, hint, autocomplete, length } = input;
  const isWrong = state.wrong.includes(name);
  // The security code is never sent back to the browser.
  const value = name === 'cvc' ? '' : state.form[name];
  const notes = [hint === null ? '' : `${name}-hint`, isWrong ? `${name}-error` : ''].filter(
    (id) => id !== '',
  );
  const describedBy = notes.length === 0 ? null : html` aria-describedby="${notes.join(' ')}"`;
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint === null ? null : html`<span class="hint" id="${name}-hint">${hint}</span>`}
<input type="text" id="${name}" name="${name}" value="${value}" autocomplete="${autocomplete}" maxlength="${length}"
 inputmode="${name === 'name' ? 'text' : 'numeric'}" required spellcheck="false"${describedBy}${isWrong ? html` aria-invalid="true"` : null}>
${isWrong ? html`<p class="error" id="${name}-error">${texts.errors[name]}</p>` : null}
</div>`;
}

function errorSummary(texts: Texts, wrong: readonly CardField[]): Markup | null {
  if (wrong.length === 0) return null;
  const items = wrong.map((name) => html`<li><a href="#${name}">${texts.errors[name]}</a></li>`);
  return html`<div class="summary" role="alert" tabindex="-1" autofocus><strong>${texts.errorSummary}</strong><ul>${items}</ul></div>`;
}
