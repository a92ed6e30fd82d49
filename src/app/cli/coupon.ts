import {
  type Coupon,
  createCoupon,
  disableCoupon,
  generateCoupons,
  listCoupons,
} from '../../checkout/index.ts';
import type { Database } from '../../kernel/db/database.ts';
import { DomainError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { formatDecimal } from '../../kernel/money.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { type CouponOptions, readCouponOptions } from './coupon-options.ts';

const HELP = `Usage
  tilltalk coupon add CODE [terms]                        makes one coupon that people type
  tilltalk coupon generate --count N [--prefix P] [terms] makes N coupons that nobody can guess, of one use each;
                                                          prints one code a line
  tilltalk coupon list [--json]                           the newest ${limits.couponsListedMax}
  tilltalk coupon disable CODE                            nobody can take it any more; who holds it keeps it

Terms
  --percent N               N % off (1 to 100), or
  --off AMOUNT,…            an amount off per currency: CNY:20,USD:3
  --min AMOUNT,…            least subtotal of the products it is for: CNY:99,USD:15
  --products ID,…           only for these products
  --kinds KIND,…            only for course, column or ebook
  --first-purchase          only for learners without a paid order
  --learner ID              only for this learner
  --per-learner N           uses per learner, default 1
  --stock N                 uses in all; left out: without an end
  --from TIME, --until TIME ISO 8601, as 2026-12-01T00:00:00+08:00; the end itself is past it
  --note TEXT               for the record

A checkout takes one coupon. Capitals, spaces and dashes of a code do not matter. A use is reserved while a checkout
is open, given back when it ends unpaid, and given back by a whole refund within the policy unless the coupon is over.

Exit: 0 done; 1 refused; 2 wrong usage.`;

/** `tilltalk coupon`: money off by a code. */
export const couponCommand: CliCommand = {
  name: 'coupon',
  summary: 'Add, generate, list or disable coupons.',
  help: HELP,
  run: async (args, context) => {
    if (args.includes('--help') || args.includes('-h')) {
      context.print(HELP);
      return 0;
    }
    const [action, ...rest] = args;
    const actions = { add: runAdd, generate: runGenerate, list: runList, disable: runDisable };
    if (action === undefined || !Object.hasOwn(actions, action)) {
      return misused(context, [action === undefined ? 'Say what to do.' : `There is no coupon ${action}.`]);
    }
    const options = readCouponOptions(rest);
    if (Array.isArray(options)) return misused(context, options);
    try {
      return await actions[action as keyof typeof actions](options, context);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.printError(error.detail ?? error.definition.en);
      return 1;
    }
  },
};

async function runAdd(options: CouponOptions, context: CliContext): Promise<ExitCode> {
  const [code, ...more] = options.words;
  if (code === undefined || more.length > 0) return misused(context, ['Name one code.']);
  const db = await context.openDatabase();
  const merchantAccountId = await merchantOf(context, db);
  if (merchantAccountId === undefined) return 1;
  const command = { code, terms: options.terms, merchantAccountId, createdBy: 'cli' };
  const coupon = await createCoupon({ ...context, db }, command);
  if (options.json) context.print(JSON.stringify(viewOf(coupon)));
  else context.print(`added  ${lineOf(coupon)}`);
  return 0;
}

async function runGenerate(options: CouponOptions, context: CliContext): Promise<ExitCode> {
  const { count, prefix, terms, words } = options;
  if (count === undefined || words.length > 0) return misused(context, ['Say how many by --count.']);
  const db = await context.openDatabase();
  const merchantAccountId = await merchantOf(context, db);
  if (merchantAccountId === undefined) return 1;
  const command = { count, terms, merchantAccountId, createdBy: 'cli', ...(prefix && { prefix }) };
  const codes = await generateCoupons({ ...context, db }, command);
  for (const code of codes) context.print(code);
  return 0;
}

async function runList({ json, words }: CouponOptions, context: CliContext): Promise<ExitCode> {
  if (words.length > 0) return misused(context, ['list takes no words.']);
  const coupons = await listCoupons(
    { ...context, db: await context.openDatabase() },
    limits.couponsListedMax,
  );
  for (const coupon of coupons) context.print(json ? JSON.stringify(viewOf(coupon)) : lineOf(coupon));
  return 0;
}

async function runDisable({ words }: CouponOptions, context: CliContext): Promise<ExitCode> {
  const [code, ...more] = words;
  if (code === undefined || more.length > 0) return misused(context, ['Name one code.']);
  const done = await disableCoupon({ ...context, db: await context.openDatabase() }, code);
  if (done) context.print(`disabled  ${code}`);
  else context.printError(`There is no coupon ${code}.`);
  return done ? 0 : 1;
}

/** The entity that sells; the server writes it when it starts. */
async function merchantOf(context: CliContext, db: Database): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('merchant_account')
    .select('merchantAccountId')
    .where('livemode', '=', context.livemode ? 1 : 0)
    .orderBy('createdAtMs', 'desc')
    .executeTakeFirst();
  if (row === undefined) context.printError('Start Tilltalk once: nobody sells here yet.');
  return row?.merchantAccountId;
}

function viewOf(coupon: Coupon) {
  const { codeKey: _, livemode, firstPurchaseOnly, ...rest } = coupon;
  return { ...rest, livemode: livemode === 1, firstPurchaseOnly: firstPurchaseOnly === 1 };
}

function lineOf(coupon: Coupon): string {
  const { code, percentOff, amountsOff, stock, taken, endsAtMs, status } = coupon;
  const gift = percentOff === null ? decimals(amountsOff) : `${percentOff} %`;
  const until = endsAtMs === null ? '' : `  until ${new Date(endsAtMs).toISOString()}`;
  return `${code.padEnd(20)} ${gift.padEnd(18)} taken ${taken} of ${stock ?? 'any'}  ${status}${until}`;
}

function decimals(amounts: Readonly<Record<string, number>> | null): string {
  return Object.entries(amounts ?? {})
    .map(([currency, amountMinor]) => `${formatDecimal({ amountMinor, currency })} ${currency}`)
    .join(', ');
}

function misused(context: CliContext, problems: readonly string[]): ExitCode {
  for (const problem of problems) context.printError(problem);
  context.printError('See: tilltalk coupon --help');
  return 2;
}
