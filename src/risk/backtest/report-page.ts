import { barPlot, linePlot } from './plot.ts';
import { dayOf, moneyText, percent } from './report-text.ts';
import type { Backtest, Outcome } from './types.ts';

/** A backtest as a page of its own: nothing is loaded from anywhere. */
export function backtestPage(backtest: Backtest): string {
  const { live, draft } = backtest;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Backtest of rules</title>
<style>${STYLE}</style></head>
<body><main>
<h1>Backtest of rules</h1>
<p class="faint">${dayOf(backtest.fromMs)} to ${dayOf(backtest.toMs)} · ${live.presses} presses of pay · ${backtest.events} events · replayed as it was decided: ${percent(backtest.agreement, 1)}</p>
<section class="tiles">
${tile('Fraud stopped', `${percent(draft.fraudsCaught, draft.frauds)}`, `live ${percent(live.fraudsCaught, live.frauds)}`)}
${tile('Good blocked', `${percent(draft.goodBlocked, draft.good)}`, `live ${percent(live.goodBlocked, live.good)}`)}
${tile('Money saved', moneyText(draft.savedMinor), `live ${moneyText(live.savedMinor)}`)}
${tile('Good money lost', moneyText(draft.lostMinor), `live ${moneyText(live.lostMinor)}`)}
${tile('Learners stopped', String(draft.learnersHit), `live ${live.learnersHit}`)}
</section>
<h2>Presses stopped or held, by day</h2>
${linePlot(stoppedByDay(backtest))}
<h2>Presses by rule</h2>
${barPlot(hitsByRule(backtest))}
<h2>Decisions</h2>
${decisionTable(backtest)}
<p class="faint">What was paid and not called fraud since counts as good; ${percent(backtest.unlabelledShare, 1)} of the presses have no label.
${backtest.released} presses that were stopped then would go on under the draft: what became of them nobody knows.
Velocity is that of each world: a press that the draft stops has no outcome there.</p>
</main></body></html>
`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#1c2024,#edeef0);--faint:light-dark(#60646c,#b0b4ba);--line:light-dark(#d9dbe0,#363a3f);--paper:light-dark(#fcfcfd,#18191b);--live:light-dark(#8b8d98,#777b84);--draft:light-dark(#0d74ce,#70b8ff)}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0}
main{max-width:64rem;margin:0 auto;padding:2rem 1rem}
.faint{color:var(--faint)} h2{margin-top:2rem;font-size:1.1rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem}
.tile{border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}.tile strong{display:block;font-size:1.4rem;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto;display:block}svg text{fill:var(--faint);font-size:12px}.live{stroke:var(--live);fill:var(--live)}.draft{stroke:var(--draft);fill:var(--draft)}.line{fill:none;stroke-width:2}.axis{stroke:var(--line)}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.35rem 1.5rem .35rem 0;text-align:right;border-bottom:1px solid var(--line)}th:first-child{text-align:left}`;

function tile(name: string, value: string, beside: string): string {
  return `<div class="tile"><span class="faint">${name}</span><strong>${escaped(value)}</strong><span class="faint">${escaped(beside)}</span></div>`;
}

function stoppedByDay({ live, draft }: Backtest): Parameters<typeof linePlot>[0] {
  const days = live.days.map(({ day }) => day);
  const of = ({ days: counted }: Outcome) => {
    const byDay = new Map(counted.map(({ day, stopped }) => [day, stopped]));
    return days.map((day) => byDay.get(day) ?? 0);
  };
  return { labels: days, live: of(live), draft: of(draft) };
}

function hitsByRule({ live, draft }: Backtest): Parameters<typeof barPlot>[0] {
  const names = [...new Set([...Object.keys(draft.hits), ...Object.keys(live.hits)])];
  return {
    labels: names.map(escaped),
    live: names.map((name) => live.hits[name]?.hits ?? 0),
    draft: names.map((name) => draft.hits[name]?.hits ?? 0),
  };
}

function decisionTable({ live, draft }: Backtest): string {
  const rows = (['allow', 'challenge', 'review', 'block'] as const).map(
    (name) =>
      `<tr><th scope="row">${name}</th><td>${live.decisions[name]}</td><td>${draft.decisions[name]}</td></tr>`,
  );
  return `<table><thead><tr><th></th><th scope="col">live</th><th scope="col">draft</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
