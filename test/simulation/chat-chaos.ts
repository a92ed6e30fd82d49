import { ensureBuilt } from '../../scripts/build.mjs';
import { openChaosHouse } from './chat/chaos-house.ts';
import { type ChaosReport, runChaos } from './chat/run-chaos.ts';
import { runCommand } from './command.ts';
import { withSeed } from './random.ts';

const HELP = `npm run test:chat-chaos -- [--clients 200] [--messages 20000] [--kills 12] [--seed N]

Two processes on PostgreSQL and Redis; learners on several devices and agents write at once, lose their connections,
send twice, and the processes are killed (SIGKILL) in turn. At the end the log that every client kept for itself is
compared with the transcripts. Exit 0 when nothing is lost, doubled or out of order, 1 when something is, 2 for a wrong
call.`;

async function run({ seed, ...wanted }: Wanted): Promise<number> {
  ensureBuilt();
  console.log(`seed ${seed}`);
  const house = await openChaosHouse();
  try {
    const { db, urls, restart } = house;
    const report = await withSeed(seed, () =>
      runChaos({ ...wanted, db, urls, restart, seed, onProgress: (line) => console.log(line) }),
    );
    return print(report, house.errors()) ? 0 : 1;
  } finally {
    await house.close();
  }
}

interface Wanted {
  readonly clients: number;
  readonly messages: number;
  readonly kills: number;
  readonly seed: number;
}

function print(report: ChaosReport, errors: readonly string[]): boolean {
  const { clients, agents, conversations, said, saidByAgents, transmissions } = report;
  console.log(`\n${clients} clients, ${agents} agents, ${conversations} conversations, 2 processes`);
  console.log(`said      ${said + saidByAgents} messages, ${saidByAgents} of them by agents`);
  console.log(`sent      ${transmissions} times, doubled sends and resends counted`);
  console.log(`acknowledged  all; refused to agents who had lost the thread ${report.refusedToAgents}`);
  console.log(`disturbed ${report.kills} SIGKILLs, ${report.drops} drops, ${report.connections} connections`);
  console.log(`stored    ${report.stored} activities, ${report.answered} of them answers of the bot`);
  console.log(`shown     ${report.shown} over all clients; ${report.repeats} repeats known by their place`);
  const findings = {
    lost: report.lost,
    doubled: report.doubled,
    'out of order': report.disordered,
    amiss: report.amiss,
  };
  for (const [name, found] of Object.entries(findings)) {
    console.log(`${name.padEnd(13)} ${found.length}`);
    for (const line of found.slice(0, 20)) console.log(`  WRONG: ${line}`);
  }
  for (const line of errors) console.log(`logged as an error: ${line.slice(0, 300)}`);
  const isFine = Object.values(findings).every((found) => found.length === 0);
  console.log(
    `seed ${report.seed}: ${isFine ? 'nothing lost, nothing doubled, order kept' : 'something is wrong'}`,
  );
  return isFine;
}

await runCommand({ help: HELP, counts: { clients: 200, messages: 20_000, kills: 12 }, run });
