import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/build.mjs';
import { newSeed, withSeed } from './random.ts';
import { printKill, printReport } from './report.ts';
import { runKills } from './run-kills.ts';

const HELP = `npm run test:kill -- [--kills 20] [--seed N] [--learners 5]

Kills the server (SIGKILL) while learners buy by HTTP, starts it again, and judges the end by the gateway's own
book, the database and what the learners are shown. Exit 0 when all agree, 1 when not, 2 for a wrong call.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
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
  const seed = values.seed === undefined ? newSeed() : Number(values.seed);
  if (![kills, learners, seed].every((number) => Number.isSafeInteger(number) && number >= 0)) {
    console.error(HELP);
    return 2;
  }
  ensureBuilt();
  console.log(`seed ${seed}, ${kills} kills, ${learners} learners`);
  const report = await withSeed(seed, () => runKills({ kills, seed, learners, onKill: printKill }));
  return printReport(report) ? 0 : 1;
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
