import {
  type AccountBalance,
  type DayFigures,
  dayFigures,
  imbalancesOf,
  trialBalance,
  type WalletDifference,
  walletDifferences,
} from '../../checkout/index.ts';
import { formatDecimal } from '../../kernel/money.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';

const LEDGER_HELP = `Usage
  tilltalk ledger trial-balance [--json]        every account with its balance; they sum to zero in each currency
  tilltalk ledger day YYYY-MM-DD [--json]       gross, discount, refund, tax, fee, net and cash of an accounting day

Amounts are decimal, in JSON integers in minor units. Debits are positive. The trial balance also compares what
learners have in their wallets, lot by lot, with the accounts wallet:paid and wallet:bonus. Accounts, postings and
the seven numbers are defined in docs/LEDGER.md.

Exit: 0 sound; 1 out of balance, an account that the chart does not know, or wallets that differ; 2 wrong usage.`;

/** `tilltalk ledger`: what was booked. */
export const ledgerCommand: CliCommand = {
  name: 'ledger',
  summary: 'Trial balance and the seven numbers of a day.',
  help: LEDGER_HELP,
  run: async (args, context) => {
    if (args.includes('--help') || args.includes('-h')) {
      context.print(LEDGER_HELP);
      return 0;
    }
    const asJson = args.includes('--json');
    const [action, ...rest] = args.filter((word) => word !== '--json');
    if (action === 'trial-balance' && rest.length === 0) return printTrialBalance(context, asJson);
    const [day] = rest;
    if (action === 'day' && day !== undefined && rest.length === 1 && isDay(day))
      return printDay(context, { day, asJson });
    context.printError(action === 'day' ? 'Name one day as YYYY-MM-DD.' : 'Say what to show.');
    context.printError('See: tilltalk ledger --help');
    return 2;
  },
};

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text
  );
}

async function printTrialBalance(context: CliContext, asJson: boolean): Promise<ExitCode> {
  const db = await context.openDatabase();
  const balances = await trialBalance(db.query, context.livemode);
  const wallets = await walletDifferences(db.query, context.livemode);
  const problems = [...problemsOf(balances), ...wallets.map(walletLine)];
  if (asJson) {
    context.print(JSON.stringify({ isSound: problems.length === 0, balances, problems }));
  } else {
    for (const balance of balances) context.print(balanceLine(balance));
    for (const problem of problems) context.printError(problem);
    if (problems.length === 0)
      context.print(balances.length === 0 ? 'Nothing is booked yet.' : 'In balance.');
  }
  return problems.length === 0 ? 0 : 1;
}

function problemsOf(balances: readonly AccountBalance[]): string[] {
  const imbalances = imbalancesOf(balances).map(
    ({ currency, balanceMinor }) =>
      `out of balance by ${formatDecimal({ amountMinor: balanceMinor, currency })} ${currency}`,
  );
  const unknown = balances
    .filter(({ kind }) => kind === null)
    .map(({ account }) => `the chart has no account ${account}`);
  return [...imbalances, ...unknown];
}

function balanceLine({ account, kind, currency, balanceMinor }: AccountBalance): string {
  const amount = formatDecimal({ amountMinor: balanceMinor, currency });
  return `${account.padEnd(32)} ${(kind ?? '?').padEnd(9)} ${amount.padStart(18)} ${currency}`;
}

function walletLine({ kind, currency, lotsMinor, ledgerMinor }: WalletDifference): string {
  const money = (amountMinor: number) => formatDecimal({ amountMinor, currency });
  return `wallet:${kind} is ${money(ledgerMinor)} ${currency} in the ledger, ${money(lotsMinor)} in its lots`;
}

async function printDay(
  context: CliContext,
  { day, asJson }: { day: string; asJson: boolean },
): Promise<ExitCode> {
  const db = await context.openDatabase();
  const figures = await dayFigures(db.query, { day, livemode: context.livemode });
  if (asJson) context.print(JSON.stringify({ day, figures }));
  else if (figures.length === 0) context.print(`Nothing was booked on ${day}.`);
  else for (const row of figures) for (const line of dayLines(day, row)) context.print(line);
  return 0;
}

function dayLines(day: string, { currency, ...figures }: DayFigures): string[] {
  const numbers = Object.entries(figures).map(([name, amountMinor]) => {
    const amount = formatDecimal({ amountMinor, currency });
    return `  ${name.replace('Minor', '').padEnd(10)} ${amount.padStart(18)}`;
  });
  return [`${day} ${currency}`, ...numbers];
}
