import { type Way, ways } from './learner.ts';
import type { CutReport } from './power-cuts.ts';
import type { KillDone, KillReport } from './run-kills.ts';
import { type Window, windowNames, windows } from './windows.ts';

/** How many kills found at least one purchase in each window. */
function killsPerWindow(kills: readonly KillDone[]): Record<Window, number> {
  const count = (name: Window): number =>
    kills.filter(({ found }) => Object.keys(found[name]).length > 0).length;
  return Object.fromEntries(windowNames.map((name) => [name, count(name)])) as Record<Window, number>;
}

function killsOfWay(kills: readonly KillDone[], name: Window, way: Way): number {
  return kills.filter(({ found }) => (found[name][way] ?? 0) > 0).length;
}

/** How many kills happened at each place. */
export function killsPerPlace(kills: readonly KillDone[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { where } of kills) counts.set(where, (counts.get(where) ?? 0) + 1);
  return new Map([...counts].sort());
}

const letterOf = (index: number): string => 'abcdefghijkl'.charAt(index);

/** Prints one kill: purchases found in each window, by its letter. */
export function printKill({ number, where, found }: KillDone): void {
  const letters = windowNames.map((name, index) => {
    const count = Object.values(found[name]).reduce((sum, one) => sum + one, 0);
    return (count === 0 ? '.' : `${letterOf(index)}${count}`).padEnd(4);
  });
  console.log(`${String(number).padStart(5)}  ${letters.join('')} ${where}`);
}

/** Prints the whole run. True when nothing is wrong. */
export function printReport(report: KillReport): boolean {
  const { kills } = report;
  const perWindow = killsPerWindow(kills);
  console.log(
    `\n${kills.length} kills with money in flight (${report.uncounted} more met none and are not counted).`,
  );
  console.log('\nKills that found a purchase in each window, and of these by the way it was paid');
  console.log(`  ${'kills'.padStart(7)}${ways.map((way) => way.padStart(11)).join('')}`);
  for (const [index, name] of windowNames.entries()) {
    const ofWays = ways.map((way) => String(killsOfWay(kills, name, way)).padStart(11)).join('');
    console.log(`${letterOf(index)} ${String(perWindow[name]).padStart(7)}${ofWays}  ${windows[name]}`);
  }
  console.log('\nKills at each place');
  for (const [place, count] of killsPerPlace(kills)) console.log(`  ${String(count).padStart(7)}  ${place}`);
  const { paidOrders, refundedOrders, unpaidOrders, topUps, surplusReturned, receipts } = report;
  console.log(
    `\norders paid ${paidOrders}, refunded ${refundedOrders}, unpaid ${unpaidOrders}; top-ups ${topUps}; captures returned unasked ${surplusReturned}; receipts ${receipts}`,
  );
  for (const line of report.errors) console.log(`logged as an error: ${line.slice(0, 500)}`);
  for (const problem of report.problems) console.log(`WRONG: ${problem}`);
  const isFine = report.problems.length === 0;
  if (isFine) for (const line of HELD) console.log(`held: ${line}`);
  console.log(`seed ${report.seed}: ${isFine ? 'every order is as it should be' : 'something is wrong'}`);
  return isFine;
}

/** What the judgement has compared when it finds nothing. */
const HELD = [
  'every gateway’s book equals our ledger, charge by charge and in sum',
  'of each learner and product no more than one price is kept',
  'entitled if and only if net paid, and shown so',
  'one receipt for each paid order, none for others',
  'wallet holds are the sum of their parts, lots of their holds, the ledger of the lots',
];

/** Prints the run of power cuts. True when nothing is wrong. */
export function printCuts(report: CutReport): boolean {
  const kinds = [...report.acknowledged].map(([kind, count]) => `${kind} ${count}`).join(', ');
  console.log(`\n${report.cuts} copies of database, log and journal, each taken at an acknowledgement`);
  console.log(`acknowledged: ${kinds}; rows looked for over all copies: ${report.checks}`);
  console.log(`copies or rows amiss: ${report.lost.length}`);
  for (const line of [...report.lost, ...report.problems]) console.log(`WRONG: ${line}`);
  const isFine = report.lost.length + report.problems.length === 0;
  console.log(`seed ${report.seed}: ${isFine ? 'every copy is whole with every row' : 'something is wrong'}`);
  return isFine;
}
