import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import { sharedRun } from '../../kernel/shared-run.ts';
import { countDegraded } from '../degraded.ts';
import type { Keys } from '../engine/types.ts';
import { findListEntries, type ListName } from '../lists/store.ts';
import type { ModelPlan } from '../models/model-plan.ts';
import { findOpenPlans } from '../models/store.ts';
import { compileRule } from './compile-rule.ts';
import { byPriority } from './evaluate-rules.ts';
import type { Rule } from './rule.ts';
import { standardRules } from './standard-rules.ts';
import { definitionOf, findBookVersion, findRules, findSnoozes, type RuleRow } from './store.ts';

interface RuleBookDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}

/** What is in force, compiled, with snoozes and lists: one page of the book. */
export interface RulePage {
  readonly version: number;
  /** Live and shadow rules, highest priority first. */
  readonly rules: readonly Rule[];
  /** What models are to do; those whose date is over stand here too. */
  readonly plans: readonly ModelPlan[];
  /** False while nobody is snoozed or listed: then no identifier is hashed. */
  readonly needsKeys: boolean;
  readonly isSnoozed: (rule: string, keys: Keys, nowMs: number) => boolean;
  readonly isListed: (list: ListName, keys: Keys, nowMs: number) => boolean;
}

/** The rules in memory. A judgement reads the page and asks no database; every few seconds the version is looked at. */
export interface RuleBook {
  /** The page in force, at most a few seconds old. */
  page(): Promise<RulePage>;
  /** The page as it is in memory, for who must not wait. */
  current(): RulePage;
  /** Reads anew, for the process that changed something. */
  refresh(): Promise<void>;
}

/** How old what a busy process knows may be; it is looked at beside the presses, not before them. */
const LOOK_AFTER_MS = 1_000;
/** After this long without a press the version is looked at first. */
const WAIT_AFTER_MS = 5_000;

/** The book as it is before anybody changed a rule: the standard ones. Nothing is read yet. */
export function createRuleBook(deps: RuleBookDeps, rules: readonly Rule[] = standardRules): RuleBook {
  let page = pageOf({ version: 0, rules, plans: [], snoozes: new Map(), lists: new Map() });
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  const look = sharedRun(async () => {
    const version = await findBookVersion(deps.db.query);
    if (version !== page.version) page = await readPage(deps, { version, standard: rules });
    lookedAtMs = deps.clock.wallMs();
  });
  const lookOrStay = async (): Promise<void> => {
    try {
      await look();
    } catch (error) {
      // Rules as they were known are better than none; a press a second tries again.
      lookedAtMs = deps.clock.wallMs();
      countDegraded(deps.meter, 'rules');
      deps.log.error({ error }, 'rules could not be read anew');
    }
  };
  return {
    page: async () => {
      const ageMs = deps.clock.wallMs() - lookedAtMs;
      if (ageMs >= WAIT_AFTER_MS) await lookOrStay();
      else if (ageMs >= LOOK_AFTER_MS) void lookOrStay();
      return page;
    },
    current: () => page,
    refresh: look,
  };
}

interface Contents {
  readonly version: number;
  readonly rules: readonly Rule[];
  readonly plans: readonly ModelPlan[];
  /** Until when, by rule, key and hash. */
  readonly snoozes: ReadonlyMap<string, number>;
  readonly lists: ReadonlyMap<string, number>;
}

async function readPage(
  deps: RuleBookDeps,
  { version, standard }: { version: number; standard: readonly Rule[] },
): Promise<RulePage> {
  const nowMs = deps.clock.nowMs();
  const [rows, snoozes, entries, plans] = await Promise.all([
    findRules(deps.db.query, ['live', 'shadow', 'retired']),
    findSnoozes(deps.db.query, nowMs),
    findListEntries(deps.db.query, nowMs),
    findOpenPlans(deps.db.query),
  ]);
  // Before the first change nothing is written, and the standard rules are in force.
  const rules = rows.length === 0 ? standard : rows.flatMap((row) => ruleOf(deps, row));
  return pageOf({
    version,
    rules,
    plans: plans.filter(({ status }) => status === 'live'),
    snoozes: new Map(snoozes.map((one) => [`${one.ruleName}:${one.kind}:${one.keyHash}`, one.untilMs])),
    lists: new Map(
      entries.map((one) => [
        `${one.list}:${one.kind}:${one.keyHash}`,
        one.untilMs ?? Number.POSITIVE_INFINITY,
      ]),
    ),
  });
}

/** A rule that an older program could save and this one cannot compile is left out, loudly. */
function ruleOf(deps: RuleBookDeps, row: RuleRow): Rule[] {
  if (row.status !== 'live' && row.status !== 'shadow') return [];
  try {
    return [compileRule(definitionOf(row), { version: row.version, state: row.status })];
  } catch (error) {
    countDegraded(deps.meter, 'rules');
    deps.log.error({ error, rule: row.name, version: row.version }, 'a rule in force does not compile');
    return [];
  }
}

function pageOf({ version, rules, plans, snoozes, lists }: Contents): RulePage {
  return {
    version,
    rules: byPriority(rules),
    plans,
    needsKeys: snoozes.size > 0 || lists.size > 0,
    isSnoozed: (rule, keys, nowMs) => snoozes.size > 0 && holds(snoozes, { prefix: rule, keys, nowMs }),
    isListed: (list, keys, nowMs) => lists.size > 0 && holds(lists, { prefix: list, keys, nowMs }),
  };
}

function holds(
  until: ReadonlyMap<string, number>,
  { prefix, keys, nowMs }: { prefix: string; keys: Keys; nowMs: number },
): boolean {
  return Object.entries(keys).some(([kind, hashes]) =>
    [hashes].flat().some((hash) => (until.get(`${prefix}:${kind}:${hash}`) ?? 0) > nowMs),
  );
}
