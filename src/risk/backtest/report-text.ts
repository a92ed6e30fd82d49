import type { Backtest, Outcome } from './types.ts';

/** A backtest for the terminal. */
export function backtestText(backtest: Backtest): string[] {
  const { live, draft, changes } = backtest;
  const rows: readonly (readonly [string, (of: Outcome) => string])[] = [
    ['blocked', (of) => String(of.decisions.block)],
    ['held for a person', (of) => String(of.decisions.review)],
    ['challenged', (of) => String(of.decisions.challenge)],
    ['allowed', (of) => String(of.decisions.allow)],
    ['fraud stopped', (of) => `${of.fraudsCaught} of ${of.frauds} (${percent(of.fraudsCaught, of.frauds)})`],
    ['good blocked', (of) => `${of.goodBlocked} of ${of.good} (${percent(of.goodBlocked, of.good)})`],
    ['good held', (of) => `${of.goodHeld} (${percent(of.goodHeld, of.good)})`],
    ['good challenged', (of) => `${of.goodChallenged} (${percent(of.goodChallenged, of.good)})`],
    ['money saved', (of) => moneyText(of.savedMinor)],
    ['good money lost', (of) => moneyText(of.lostMinor)],
    ['learners stopped', (of) => String(of.learnersHit)],
  ];
  return [
    `events     ${backtest.events}, presses ${live.presses}, ${dayOf(backtest.fromMs)} to ${dayOf(backtest.toMs)}`,
    `${''.padEnd(20)}${'live'.padEnd(26)}draft`,
    ...rows.map(([name, of]) => `${name.padEnd(20)}${of(live).padEnd(26)}${of(draft)}`),
    '',
    ...hitLines(backtest),
    '',
    `decided otherwise   ${
      Object.entries(changes)
        .map(([change, count]) => `${change}: ${count}`)
        .join(', ') || 'nothing'
    }`,
    `let through anew    ${backtest.released} (what became of them nobody knows)`,
    `replayed as it was  ${percent(backtest.agreement, 1)} of presses`,
    `without a label     ${percent(backtest.unlabelledShare, 1)}: what was paid and not called fraud counts as good`,
  ];
}

function hitLines({ live, draft }: Backtest): string[] {
  const names = [...new Set([...Object.keys(live.hits), ...Object.keys(draft.hits)])];
  return names.map((name) => {
    const [before, after] = [live.hits[name], draft.hits[name]];
    const fraud =
      after === undefined || after.hits === 0 ? '' : `, ${percent(after.frauds, after.hits)} fraud`;
    return `${name.padEnd(26)}${before?.hits ?? 0} → ${after?.hits ?? 0} presses${fraud}`;
  });
}

/** Amounts in major units of two decimals or as the currency has them. */
export function moneyText(minor: Readonly<Record<string, number>>): string {
  const parts = Object.entries(minor).map(([currency, amount]) => {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
    const { maximumFractionDigits = 2 } = format.resolvedOptions();
    return format.format(amount / 10 ** maximumFractionDigits).replace(' ', ' ');
  });
  return parts.join(' + ') || '0';
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`;
}

export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
