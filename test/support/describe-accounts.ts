import { chart } from '../../src/checkout/ledger/accounts.ts';

/** The chart of accounts as a Markdown table. */
export function describeAccounts(): string {
  const rows = Object.entries(chart).map(([name, { kind, named, about }]) => {
    const account = named === null ? name : `${name}:<${named}>`;
    return `| \`${account}\` | ${kind} | ${about} |`;
  });
  return ['| account | kind | what it holds |', '| --- | --- | --- |', ...rows].join('\n');
}
