import { count } from './coverage.ts';
import type { Step } from './history.ts';
import type { Process } from './process.ts';
import { askHouse } from './steps-of-people.ts';
import { atGateway, deliver } from './steps-of-the-world.ts';
import { runJobs, type World } from './world.ts';

/** Lets one thing happen; what it names and does not exist yet is nothing. */
export async function takeStep(world: World, process: Process, step: Step): Promise<void> {
  count(world.counts, `step ${step.kind}`);
  switch (step.kind) {
    case 'payer_pays':
    case 'payer_fails':
    case 'pays_all_the_same':
    case 'gateway_ends':
    case 'dispute':
      return atGateway(world, step);
    case 'deliver':
      return deliver(world, process, step);
    case 'wait':
      world.nowMs += step.ms;
      for (const arrive of world.book.onTheWay.splice(0)) arrive();
      return undefined;
    case 'job':
      return runJobs(world, process, step.job);
    case 'fault':
      world.plannedFaults.push({ operation: step.operation, fault: step.fault });
      return undefined;
    case 'crash':
      world.crash = { at: step.at, nth: step.nth };
      return undefined;
    default:
      return askHouse(world, process, step);
  }
}
