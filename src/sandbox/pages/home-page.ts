import type { Charge, PageLanguage } from '../charge.ts';
import type { Answer } from '../http.ts';
import { html, type Markup } from './html.ts';
import { pageAnswer } from './layout.ts';
import { amountOf, testCardTable } from './parts.ts';
import { textsOf } from './texts.ts';

/** What this is, and the newest charges (null: the reader may not see them). */
export function homePage(language: PageLanguage, recent: readonly Charge[] | null): Answer {
  const texts = textsOf(language);
  const main = html`<section class="panel">
<h1>${texts.homeTitle}</h1>
<p>${texts.homeLead}</p>
</section>
${recent === null ? null : recentCharges(language, recent)}
<section class="panel">
<h2>${texts.homeTestCards}</h2>
${testCardTable(language)}
</section>`;
  return pageAnswer({ language, title: texts.homeTitle, main, isWide: true });
}

function recentCharges(language: PageLanguage, recent: readonly Charge[]): Markup {
  const texts = textsOf(language);
  const rows = recent.map(
    (
      charge,
    ) => html`<tr><td>${charge.description}<br><a href="/pay/${charge.chargeId}">${texts.homeOpen} ${charge.reference}</a></td>
<td class="number">${amountOf(charge)}</td><td class="state">${texts.statuses[charge.status]}</td></tr>`,
  );
  const table = html`<div class="table"><table>
<thead><tr><th scope="col">${texts.item}</th><th scope="col">${texts.homeAmount}</th><th scope="col" class="state">${texts.homeStatus}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
  return html`<section class="panel">
<h2>${texts.homeRecent}</h2>
${recent.length === 0 ? html`<p class="soft">${texts.homeNone}</p>` : table}
</section>`;
}
