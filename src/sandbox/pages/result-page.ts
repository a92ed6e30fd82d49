import type { Charge } from '../charge.ts';
import type { Answer } from '../http.ts';
import { html, type Markup } from './html.ts';
import { pageAnswer } from './layout.ts';
import { amountOf, type ChargePage } from './parts.ts';
import { type Texts, textsOf } from './texts.ts';

const RELOAD_AFTER_S = 2;

/** How a charge ended, or that it is being decided. A redirect payer is sent back to the merchant from here. */
export function resultPage(page: ChargePage): Answer {
  const { deps, charge, language } = page;
  const texts = textsOf(language);
  const { title, lead, icon } = outcomeOf(charge, texts);
  const isProcessing = charge.status === 'processing';
  const returns = charge.flow === 'redirect' && !isProcessing;
  const { merchantName } = deps.settings;
  const main = html`<section class="panel result">
${icon}
<h1>${title}</h1>
${charge.status === 'succeeded' || charge.status === 'authorized' ? html`<p class="amount">${amountOf(charge)}</p>` : null}
${lead === null ? null : html`<p class="soft">${lead}</p>`}
<dl>
<dt>${texts.payee}</dt><dd>${merchantName}</dd>
<dt>${texts.item}</dt><dd>${charge.description}</dd>
<dt>${texts.reference}</dt><dd>${charge.reference}</dd>
</dl>
${isProcessing ? html`<a class="button quiet" href="?lang=${language}">${texts.processingAgain}</a>` : null}
${returns ? html`<a class="button primary" href="${charge.returnUrl}">${texts.returnLink(merchantName)}</a><p class="soft">${texts.returning(merchantName)}</p>` : null}
${charge.flow === 'qr' ? html`<p class="soft">${texts.goBack}</p>` : null}
</section>`;
  return pageAnswer({
    language,
    title,
    main,
    ...(returns ? { forwardTo: charge.returnUrl } : {}),
    ...(isProcessing ? { reloadAfterS: RELOAD_AFTER_S } : {}),
  });
}

interface Outcome {
  readonly title: string;
  readonly lead: string | null;
  readonly icon: Markup;
}

function outcomeOf(charge: Charge, texts: Texts): Outcome {
  if (charge.status === 'succeeded') return { title: texts.paidTitle, lead: null, icon: icons.good };
  if (charge.status === 'authorized')
    return { title: texts.authorizedTitle, lead: texts.authorizedLead, icon: icons.good };
  if (charge.status === 'failed') {
    return {
      title: texts.failedTitle,
      lead: texts.declines[charge.declineCode ?? ''] ?? null,
      icon: icons.bad,
    };
  }
  if (charge.status === 'closed') {
    const reason = charge.closeReason ?? 'merchant';
    const title = reason === 'expired' ? texts.expiredTitle : texts.closedTitle;
    return { title, lead: texts.closed[reason], icon: icons.bad };
  }
  return { title: texts.processingTitle, lead: texts.processingLead, icon: icons.wait };
}

const icons = {
  good: html`<svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22" fill="#e3f5ea"/><path d="m15 25 6 6 12-14" fill="none" stroke="#0a7a3c" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  bad: html`<svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22" fill="#eef1f6"/><path d="M24 14v13M24 33.5v.5" fill="none" stroke="#556070" stroke-width="4" stroke-linecap="round"/></svg>`,
  wait: html`<svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22" fill="#e8efff"/><path d="M24 14v11l7 4" fill="none" stroke="#1d4ed8" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
};
