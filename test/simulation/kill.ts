import { ensureBuilt } from '../../scripts/build.mjs';
import { runCommand } from './command.ts';
import { runPowerCuts } from './power-cuts.ts';
import { withSeed } from './random.ts';
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

interface Wanted {
  readonly kills: number;
  readonly 'power-cuts': number;
  readonly learners: number;
  readonly seed: number;
}

function run({ kills, learners, seed, 'power-cuts': cuts }: Wanted): Promise<number> {
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
    const wanted = { kills, seed, learners, onKill: printKill, enough: enough.signal };
    return printReport(await runKills(wanted)) ? 0 : 1;
  });
}

await runCommand({ help: HELP, counts: { kills: 20, 'power-cuts': 0, learners: 5 }, run });
