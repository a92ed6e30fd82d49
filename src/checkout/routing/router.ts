import type { Broadcast } from '../../kernel/broadcast.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import type { CaptureMode, PaymentGateway } from '../gateway/types.ts';
import { type Circuits, createCircuits } from './circuits.ts';
import { emptyConfig, RoutingConfig, type RoutingVersion } from './config.ts';
import { candidatesOf } from './fits.ts';
import { type Candidate, type Choice, chooseGateway, type Elimination, type RoutingInput } from './ladder.ts';
import { findLatestRouting } from './store.ts';
import type { RunningWeights } from './weighted.ts';

export interface RouterDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly broadcast: Broadcast;
}

export interface RoutingQuestion {
  readonly input: RoutingInput;
  readonly capture: CaptureMode;
  /** The gateway chosen for this checkout, or null. */
  readonly forcedGateway: string | null;
  /** Gateways that this press has tried. */
  readonly tried: readonly string[];
}

export interface RoutingAnswer {
  readonly version: number;
  /** Undefined when every gateway is out. */
  readonly choice: Choice | undefined;
  readonly candidates: readonly Candidate[];
}

/** The routing of one process: the configuration in memory, running weights and circuits. */
export interface Router {
  /** The configuration that holds. */
  version(): RoutingVersion;
  choose(gateways: readonly PaymentGateway[], question: RoutingQuestion): RoutingAnswer;
  readonly circuits: Circuits;
  /** Reads the newest configuration. */
  refresh(): Promise<void>;
  close(): void;
}

/** The topic on which a process that changed the configuration tells the others. */
export const ROUTING_TOPIC = 'routing';

/**
 * Reads the configuration and keeps it fresh: at once when told, else every `limits.routingRefreshMs`, since a command
 * is a process of its own. A press of pay asks memory only.
 */
export async function createRouter(deps: RouterDeps): Promise<Router> {
  const held = { seen: 0, version: { version: 0, config: emptyConfig } as RoutingVersion };
  const running = new Map<string, RunningWeights>();
  const refresh = async (): Promise<void> => {
    const row = await findLatestRouting(deps.db.query);
    if (row === undefined || row.version <= held.seen) return;
    held.seen = row.version;
    const newest = parseVersion(deps, row);
    if (newest === undefined) return;
    held.version = newest;
    // Rounds begin anew, so that shares are exact from the change on.
    running.clear();
    deps.log.info({ routingVersion: newest.version }, 'routing changed');
  };
  const refreshSafely = (): void => {
    refresh().catch((error: unknown) => deps.log.error({ error }, 'the routing could not be read'));
  };
  await refresh();
  const timer = setInterval(refreshSafely, limits.routingRefreshMs).unref();
  const stopListening = deps.broadcast.subscribe(ROUTING_TOPIC, refreshSafely);
  const circuits = createCircuits(deps);
  return {
    version: () => held.version,
    choose: (gateways, question) => {
      const answer = choose({ version: held.version, running, circuits, deps }, gateways, question);
      count(deps, question, answer);
      return answer;
    },
    circuits,
    refresh,
    close: () => {
      clearInterval(timer);
      stopListening();
    },
  };
}

/** A configuration that this program cannot read is as if it were not there: the one before it holds. */
function parseVersion(
  { log }: RouterDeps,
  row: { readonly version: number; readonly config: string },
): RoutingVersion | undefined {
  const config = RoutingConfig.safeParse(JSON.parse(row.config));
  if (config.success) return { version: row.version, config: config.data };
  log.error({ routingVersion: row.version }, 'a routing configuration has an unknown form');
  return undefined;
}

interface Choosing {
  readonly version: RoutingVersion;
  readonly running: Map<string, RunningWeights>;
  readonly circuits: Circuits;
  readonly deps: RouterDeps;
}

function choose(
  { version, running, circuits, deps }: Choosing,
  gateways: readonly PaymentGateway[],
  question: RoutingQuestion,
): RoutingAnswer {
  const { input, capture, forcedGateway, tried } = question;
  const { method } = input;
  const circuitOf = (gateway: string) => circuitMisfit(circuits, gateway, method);
  const candidates = candidatesOf(gateways, { input, capture, tried, circuitOf });
  const choice = chooseGateway({
    version,
    input,
    candidates,
    forcedGateway,
    nowMs: deps.clock.wallMs(),
    running: (group) => runningOf(running, group),
  });
  if (choice !== undefined && circuits.view(choice.gateway, method) === 'probe_due') {
    circuits.reserveProbe(choice.gateway, method);
  }
  return { version: version.version, choice, candidates };
}

function circuitMisfit(
  circuits: Circuits,
  gateway: string,
  method: RoutingInput['method'],
): Elimination | null {
  const view = circuits.view(gateway, method);
  if (view === 'open') return 'circuit_open';
  return view === 'probing' ? 'circuit_probing' : null;
}

function runningOf(running: Map<string, RunningWeights>, group: string): RunningWeights {
  const known = running.get(group) ?? new Map<string, number>();
  running.set(group, known);
  return known;
}

function count(
  { meter }: RouterDeps,
  { input }: RoutingQuestion,
  { choice, candidates }: RoutingAnswer,
): void {
  const { method } = input;
  meter
    .counter('tilltalk_routing_choices_total', 'Gateways chosen', ['gateway', 'method', 'rung'])
    .inc({ gateway: choice?.gateway ?? 'none', method, rung: choice?.rung ?? 'none' });
  for (const { gateway, eliminated } of candidates) {
    if (eliminated === null) continue;
    meter
      .counter('tilltalk_routing_eliminated_total', 'Gateways left out of a choice', ['gateway', 'reason'])
      .inc({ gateway, reason: eliminated });
  }
}
