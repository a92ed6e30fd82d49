import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../scripts/build.mjs';
import type { Bench, BenchOptions } from './support/bench.ts';
import { printResult } from './support/print-result.ts';

interface Entry {
  readonly about: string;
  /** How long one window lasts unless told otherwise. */
  readonly seconds: number;
  readonly load: () => Promise<Bench>;
}

const benches: Readonly<Record<string, Entry>> = {
  checkout: {
    about: 'created, paid, entitled through HTTP; 1, 8, 32 and 128 in flight',
    seconds: 10,
    load: async () => (await import('./checkout.ts')).benchCheckout,
  },
  'checkout-growth': {
    about:
      'purchases with a million orders in the database beside the same with a thousand; --lines N for another many',
    seconds: 6,
    load: async () => (await import('./checkout-growth.ts')).benchCheckoutGrowth,
  },
  chat: {
    about: 'delivery without the bot: 1,000 messages a second, 10,000 idle sockets, long threads opened',
    seconds: 10,
    load: async () => (await import('./chat.ts')).benchChat,
  },
  turn: {
    about: 'a message until the bot’s committed reply, through the socket; 1, 8 and 32 in flight',
    seconds: 10,
    load: async () => (await import('./turn.ts')).benchTurn,
  },
  orders: {
    about: 'the search of orders over a million of them',
    seconds: 1,
    load: async () => (await import('./orders.ts')).benchOrders,
  },
  messages: {
    about: 'the search of messages over a million of them',
    seconds: 1,
    load: async () => (await import('./messages.ts')).benchMessages,
  },
  notifications: {
    about: 'a gateway’s notification verified, stored and answered; 1, 8, 32 and 128 in flight',
    seconds: 8,
    load: async () => (await import('./notifications.ts')).benchNotifications,
  },
  recommend: {
    about: 'lists of three among 100,000 products after a million purchases; memory',
    seconds: 1,
    load: async () => (await import('./recommend.ts')).benchRecommend,
  },
  'catalog-import': {
    about: 'a catalogue of 100,000 rows imported, imported again and searched; memory of each',
    seconds: 1,
    load: async () => (await import('./catalog-import.ts')).benchCatalogImport,
  },
  backtest: {
    about: 'rules replayed over a million events of the log, velocity included; --lines says how many',
    seconds: 1,
    load: async () => (await import('./backtest.ts')).benchBacktest,
  },
  'risk-equality': {
    about: 'one log through the engine in process, over Redis and beside stored vectors; --lines N events',
    seconds: 1,
    load: async () => (await import('./risk-equality.ts')).benchRiskEquality,
  },
  risk: {
    about:
      'a risk decision in process and with Redis at 500 a second; the model alone; training beside a clock',
    seconds: 10,
    load: async () => (await import('./risk.ts')).benchRisk,
  },
  reconcile: {
    about: 'a statement with ten seeded differences read and compared; --lines 100000 or 1000000',
    seconds: 1,
    load: async () => (await import('./reconcile.ts')).benchReconcile,
  },
  'routing-loop': {
    about:
      'payments paid before and after measured success proposed where they go; --lines orders of each phase',
    seconds: 1,
    load: async () => (await import('./routing-loop.ts')).benchRoutingLoop,
  },
  analytics: {
    about: 'ten million events read into the warehouse, and funnels over them; --lines sets how many',
    seconds: 1,
    load: async () => (await import('./analytics.ts')).benchAnalytics,
  },
};

const HELP = `npm run bench -- <name> [--json] [--seconds N] [--lines N] [--engine sqlite|postgresql] [--profile FOLDER]

${Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(16)}${about}`)
  .join('\n')}

--json      prints the result as one line of JSON and nothing else on standard output
--seconds   how long each measured window lasts
--lines     how many lines the statement of reconcile has (100000), how many events analytics (10000000)
--engine    the database of benches that have one (sqlite)
--profile   writes a CPU profile of the server into FOLDER; it slows what is measured

Each run measures its reference too and ends in a check of its own: exit 1 when that finds a difference, 2 for a wrong call.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      lines: { type: 'string' },
      engine: { type: 'string', default: 'sqlite' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const entry = positionals.length === 1 ? benches[positionals[0] ?? ''] : undefined;
  const seconds = Number(values.seconds ?? entry?.seconds);
  const { engine } = values;
  const isEngine = engine === 'sqlite' || engine === 'postgresql';
  const lines = values.lines === undefined ? undefined : Number(values.lines);
  if (entry === undefined || !isEngine || !(seconds > 0) || !isSize(lines)) {
    console.error(HELP);
    return 2;
  }
  ensureBuilt();
  const say: BenchOptions['say'] = (line) => {
    if (!values.json) console.log(line);
  };
  const profileFolder = values.profile === undefined ? undefined : resolve(values.profile);
  const result = await (await entry.load())({ seconds, lines, engine, profileFolder, say });
  printResult(result, values.json);
  return result.problems.length === 0 ? 0 : 1;
}

/** Ten differences need some lines to stand among. */
function isSize(lines: number | undefined): boolean {
  return lines === undefined || (Number.isSafeInteger(lines) && lines >= 1_000);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
