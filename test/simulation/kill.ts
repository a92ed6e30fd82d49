import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/build.mjs';
import { runPowerCuts } from './power-cuts.ts';
import { newSeed, withSeed } from './random.ts';
import { printCuts, printKill, printReport } from './report.ts';
import { runKills } from './run-kills.ts';

const HELP = `npm run test:kill -- [--kills 20] [--seed N] [--learners 5]
npm run test:kill -- --power-cuts 1000 [--seed N]

Kills the server (SIGKILL) while learners buy by HTTP at the sandbox, Alipay, WeChat Pay, Stripe and from their wallets,
starts it again, and judges the end by the gateways' own books, the database and what the learners are shown. Only
kills that met money in flight are counted. Ctrl-C ends the killing and judges what there is.

With --power-cuts nothing is killed: at so many acknowledgements the database, its log and the journal of attempts are
copied as they stand; each copy must open whole and hold every row that was acknowledged until then.

Exit 0 when all agree, 1 when not, 2 for a wrong call.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      'power-cuts': { type: 'string' },
      seed: { type: 'string' },
      learners: { type: 'string', default: '5' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [kills, learners] = [Number(values.kills), Number(values.learners)];
  const cuts = Number(values['power-cuts'] ?? 0);
  const seed = values.seed === undefined ? newSeed() : Number(values.seed);
  if (![kills, learners, cuts, seed].every((number) => Number.isSafeInteger(number) && number >= 0)) {
    console.error(HELP);
    return 2;
  }
  ensureBuilt();
  return withSeed(seed, async () => {
    if (cuts > 0) {
      console.log(`seed ${seed}, ${cuts} power cuts`);
      const onProgress = (done: number): void => console.log(`${done} copies hold`);
      return printCuts(await runPowerCuts({ cuts, seed, onProgress })) ? 0 : 1;
    }
    console.log(`seed ${seed}, ${kills} kills, ${learners} learners`);
    const enough = new AbortController();
    process.once('SIGINT', () => enough.abort());
    const run = { kills, seed, learners, onKill: printKill, enough: enough.signal };
    return printReport(await runKills(run)) ? 0 : 1;
  });
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
