import type { BenchResult, Figures } from './bench.ts';

/** Prints figures, their reference and the conditions: one line of JSON, or lines for people; problems go to the error output. */
export function printResult({ problems, ...result }: BenchResult, asJson: boolean): void {
  if (asJson) console.log(JSON.stringify(result));
  else printLines(result);
  for (const problem of problems) console.error(`WRONG: ${problem}`);
}

function printLines(result: Omit<BenchResult, 'problems'>): void {
  for (const part of ['metrics', 'reference', 'ratio'] as const) {
    console.log(`\n${part}`);
    for (const line of linesOf(result[part])) console.log(`  ${line}`);
  }
  console.log('\nconditions');
  for (const [name, value] of Object.entries(result.conditions)) console.log(`  ${name}: ${value}`);
}

function linesOf(figures: Figures): string[] {
  return Object.entries(figures).map(([name, figure]) => {
    if (typeof figure === 'number') return `${name} ${figure}`;
    return `${name.padEnd(5)}${linesOf(figure).join('   ')}`;
  });
}
