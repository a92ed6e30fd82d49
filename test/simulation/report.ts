import type { KillDone, KillReport } from './run-kills.ts';
import { type Window, windows } from './windows.ts';

const names = Object.keys(windows) as Window[];

/** How many kills found at least one purchase in each window. */
export function killsPerWindow(kills: readonly KillDone[]): Record<Window, number> {
  const count = (name: Window): number => kills.filter(({ found }) => found[name] > 0).length;
  return Object.fromEntries(names.map((name) => [name, count(name)])) as Record<Window, number>;
}

/** Prints one kill: purchases found in each window, by its letter. */
export function printKill({ number, where, found }: KillDone): void {
  const letters = names
    .map((name, index) => (found[name] === 0 ? '.' : `${'abcdefg'.charAt(index)}${found[name]}`).padEnd(4))
    .join('');
  console.log(`${String(number).padStart(5)}  ${letters} ${where}`);
}

/** Prints the whole run. True when nothing is wrong. */
export function printReport(report: KillReport): boolean {
  const perWindow = killsPerWindow(report.kills);
  const inFlight = report.kills.filter(({ found }) => names.some((name) => found[name] > 0)).length;
  console.log(
    `\n${report.kills.length} kills, ${inFlight} with money in flight. Kills that found a purchase where`,
  );
  for (const [index, name] of names.entries()) {
    console.log(`  ${'abcdefg'.charAt(index)}  ${String(perWindow[name]).padStart(5)}  ${windows[name]}`);
  }
  const { paidOrders, refundedOrders, unpaidOrders, surplusReturned, receipts } = report;
  console.log(
    `\norders paid ${paidOrders}, refunded ${refundedOrders}, unpaid ${unpaidOrders}; charges returned ${surplusReturned}; receipts ${receipts}`,
  );
  for (const line of report.errors) console.log(`logged as an error: ${line.slice(0, 500)}`);
  for (const problem of report.problems) console.log(`WRONG: ${problem}`);
  const verdict = report.problems.length === 0 ? 'every order is as it should be' : 'something is wrong';
  console.log(`seed ${report.seed}: ${verdict}`);
  return report.problems.length === 0;
}
