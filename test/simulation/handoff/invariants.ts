import { activityOfRow } from '../../../src/bot/conversation/activity.ts';
import { conversationTransitions } from '../../../src/bot/handoff/handoff.ts';
import type { ConversationState } from '../../../src/bot/handoff/wire.ts';
import type { Activity } from '../../../src/bot/wire.ts';
import type { AgentProfile, Conversation, Handoff, HandoffStep } from '../../../src/kernel/db/tables.ts';
import { limits } from '../../../src/kernel/limits.ts';
import { SUPERVISOR, type World } from './world.ts';

/** Everything that says who has what. */
export interface Picture {
  readonly conversations: readonly Conversation[];
  /** Open ones. */
  readonly handoffs: readonly Handoff[];
  readonly agents: readonly AgentProfile[];
}

export async function takePicture({ db, threads }: World): Promise<Picture> {
  const ids = threads.map(({ conversationId }) => conversationId);
  const [conversations, handoffs, agents] = await Promise.all([
    db.query.selectFrom('conversation').selectAll().where('conversationId', 'in', ids).execute(),
    db.query.selectFrom('handoff').selectAll().where('openKey', 'is not', null).execute(),
    db.query.selectFrom('agent_profile').selectAll().execute(),
  ]);
  return { conversations, handoffs, agents };
}

const OWNER_IN: Readonly<Record<string, string>> = {
  queued: 'queue',
  offered: 'queue',
  transfer: 'queue',
  human: 'agent',
  wrap_up: 'agent',
};

/** Each conversation has one owner, and conversation and handoff name the same one. */
export function ownersProblems({ conversations, handoffs }: Picture): string[] {
  return conversations.flatMap(({ conversationId, owner, ownerId, status }) => {
    const open = handoffs.filter((handoff) => handoff.conversationId === conversationId);
    const [handoff] = open;
    const isWhole =
      open.length <= 1 &&
      owner === (OWNER_IN[handoff?.state ?? ''] ?? 'bot') &&
      ownerId === (owner === 'agent' ? handoff?.acceptedBy : null) &&
      (status === 'open' || handoff === undefined);
    return isWhole ? [] : [`${conversationId}: ${status}, ${owner} ${ownerId}, but ${JSON.stringify(open)}`];
  });
}

export function loadOf({ handoffs }: Picture, staffId: string): number {
  return handoffs.filter(
    ({ state, offeredTo, acceptedBy }) =>
      offeredTo === staffId || (['human', 'wrap_up'].includes(state) && acceptedBy === staffId),
  ).length;
}

/** Nobody is given more than they can take. */
export function capacityProblems(before: Picture, after: Picture): string[] {
  const given = after.agents.filter(({ staffId }) => staffId !== SUPERVISOR.staffId);
  return given.flatMap(({ staffId, capacity: now }) => {
    const load = loadOf(after, staffId);
    const known = before.agents.find((agent) => agent.staffId === staffId);
    // What was taken before it was lowered stays.
    const capacity = Math.max(now, known?.capacity ?? limits.agentCapacityDefault);
    const isGivenTooMuch = load > capacity && load > loadOf(before, staffId);
    return isGivenTooMuch ? [`${staffId} has ${load} of ${capacity}, had ${loadOf(before, staffId)}`] : [];
  });
}

/** Said in words of its own, so that a mistake in the matching is not repeated here. */
export async function mayBeAsked(world: World, handoff: Handoff, agent: AgentProfile): Promise<boolean> {
  const isHere =
    world.signedIn.has(agent.staffId) &&
    agent.status === 'available' &&
    world.nowMs - agent.seenAtMs < limits.presenceLostMs;
  if (!isHere) return false;
  const saidNo = await world.db.query
    .selectFrom('handoff_step')
    .select('stepId')
    .where('handoffId', '=', handoff.handoffId)
    .where('staffId', '=', agent.staffId)
    .where('reason', 'in', ['passed', 'offer_expired'])
    .where('atMs', '>', world.nowMs - limits.offerPauseMs)
    .executeTakeFirst();
  if (saidNo !== undefined) return false;
  const waitedMs = world.nowMs - handoff.stateSinceMs;
  if (handoff.transferTo !== null) {
    if (handoff.transferTo === agent.staffId) return true;
    if (waitedMs < limits.transferPatienceMs) return false;
  }
  const fits =
    agent.languages.includes(handoff.language) &&
    (handoff.skill === null || agent.skills.includes(handoff.skill));
  return fits || waitedMs >= limits.eligibilityPatienceMs;
}

const isFree = ({ state }: Handoff): boolean => state === 'queued' || state === 'transfer';

/** Once the queue was run, nobody waits while a slot of somebody who may be asked is free. */
export async function waitingProblems(world: World, after: Picture): Promise<string[]> {
  const problems: string[] = [];
  for (const agent of after.agents.filter(({ staffId, capacity }) => loadOf(after, staffId) < capacity)) {
    for (const handoff of after.handoffs.filter(isFree)) {
      if (await mayBeAsked(world, handoff, agent))
        problems.push(`${handoff.conversationId} waits though ${agent.staffId} is free`);
    }
  }
  return problems;
}

/** Who was offered to an agent came before everybody who still waits and could have been. */
export async function orderProblems(world: World, before: Picture, after: Picture): Promise<string[]> {
  const offered = after.handoffs.filter(
    ({ handoffId, offeredTo }) =>
      offeredTo !== null &&
      before.handoffs.some((each) => each.handoffId === handoffId && each.offeredTo !== offeredTo),
  );
  const problems: string[] = [];
  for (const { handoffId, offeredTo, placeAtMs } of offered) {
    const agent = after.agents.find(({ staffId }) => staffId === offeredTo);
    const earlier = after.handoffs.filter((each) => isFree(each) && each.placeAtMs < placeAtMs);
    for (const other of earlier) {
      if (agent !== undefined && (await mayBeAsked(world, other, agent)))
        problems.push(`${handoffId} came to ${offeredTo} before ${other.handoffId}`);
    }
  }
  return problems;
}

/** Whom an agent was asked about, they were the right one for. */
export async function offerProblems(world: World, before: Picture, after: Picture): Promise<string[]> {
  const problems: string[] = [];
  for (const handoff of before.handoffs.filter(isFree)) {
    const offered = after.handoffs.find(({ handoffId }) => handoffId === handoff.handoffId);
    const agent = after.agents.find(({ staffId }) => staffId === offered?.offeredTo);
    if (agent !== undefined && !(await mayBeAsked(world, handoff, agent)))
      problems.push(`${agent.staffId} was asked about ${handoff.conversationId}`);
  }
  return problems;
}

/** Once the queue was run, nothing is with somebody who is gone, and nothing has outlived its time. */
export function strandingProblems(world: World, { handoffs, agents }: Picture): string[] {
  return handoffs.flatMap(({ conversationId, acceptedBy, offeredTo, offerExpiresAtMs, wrapUpUntilMs }) => {
    const holder = acceptedBy ?? offeredTo;
    const agent = agents.find(({ staffId }) => staffId === holder);
    const isHere =
      agent !== undefined &&
      world.signedIn.has(agent.staffId) &&
      world.nowMs - agent.seenAtMs < limits.presenceLostMs;
    const endsAtMs = offerExpiresAtMs ?? wrapUpUntilMs ?? Number.POSITIVE_INFINITY;
    return [
      ...(holder === null || isHere ? [] : [`${conversationId} is with ${holder}, who is gone`]),
      ...(endsAtMs > world.nowMs ? [] : [`${conversationId} has outlived ${endsAtMs}`]),
    ];
  });
}

/**
 * Every change of hands is one that the table allows and begins where the one before ended, the last one leads to where
 * the conversation is, and nobody is asked again right after they said no.
 */
export async function stepProblems({ db, threads }: World): Promise<string[]> {
  const ids = threads.map(({ conversationId }) => conversationId);
  const handoffs = await db.query
    .selectFrom('handoff')
    .select(['handoffId', 'state'])
    .where('conversationId', 'in', ids)
    .execute();
  const steps = await db.query
    .selectFrom('handoff_step')
    .selectAll()
    .where('conversationId', 'in', ids)
    .orderBy('atMs')
    .execute();
  return handoffs.flatMap(({ handoffId, state }) => {
    const own = steps.filter((step) => step.handoffId === handoffId);
    const wrong = own.filter((step, index) => !follows(step, own.slice(0, index)));
    const ends = own.at(-1)?.toState === state ? [] : [`${handoffId} is ${state} without a step`];
    return [...wrong.map((step) => `${handoffId}: ${JSON.stringify(step)}`), ...ends];
  });
}

function follows(step: HandoffStep, before: readonly HandoffStep[]): boolean {
  const { fromState, toState, staffId, atMs, reason } = step;
  const nexts: readonly string[] = conversationTransitions[fromState as ConversationState];
  const saidNo = before.some(
    (each) =>
      each.staffId === staffId &&
      ['passed', 'offer_expired'].includes(each.reason) &&
      atMs - each.atMs < limits.offerPauseMs - SLACK_MS,
  );
  const isLegal = fromState === (before.at(-1)?.toState ?? 'bot') && nexts.includes(toState);
  return isLegal && !(reason === 'offered' && saidNo);
}

/** Steps at one instant are set apart by a millisecond each. */
const SLACK_MS = 100;

/** The bot writes nothing while the line or a person has the thread, as the thread's own events tell who has it. */
export async function silenceProblems({ db, threads }: World): Promise<string[]> {
  const problems: string[] = [];
  for (const { conversationId } of threads) {
    const rows = await db.query
      .selectFrom('activity')
      .selectAll()
      .where('conversationId', '=', conversationId)
      .orderBy('seq')
      .execute();
    problems.push(...spokenOver(rows.map(activityOfRow)).map((problem) => `${conversationId} ${problem}`));
    if (rows.some(({ seq }, index) => seq !== index + 1)) problems.push(`${conversationId} has a gap`);
  }
  return problems;
}

function spokenOver(activities: readonly Activity[]): string[] {
  let owner = 'bot';
  let isLead = false;
  return activities.flatMap((activity) => {
    const { sender, seq } = activity.channelData;
    owner = ownerAfter(activity) ?? owner;
    // What it says in the same breath as it passes the thread on.
    const isOver = sender === 'bot' && activity.type === 'message' && owner !== 'bot' && !isLead;
    isLead = activity.name === 'handoff.initiate' || (isLead && sender === 'bot');
    return isOver ? [`${seq}: the bot speaks while ${owner} has it`] : [];
  });
}

function ownerAfter({ name, value }: Activity): string | null {
  if (name === 'handoff.initiate') return 'queue';
  if (name !== 'handoff.status') return null;
  const { state, message } = value as { state: string; message?: string };
  if (state !== 'accepted') return 'bot';
  return message === 'transferring' ? 'queue' : 'agent';
}
