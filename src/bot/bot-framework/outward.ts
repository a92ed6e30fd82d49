import type { Activity as ActivityRow } from '../../kernel/db/tables.ts';
import { limits } from '../../kernel/limits.ts';
import { createLines, type Lines } from '../../kernel/lines.ts';
import { type CloudChannel, CloudRefusal } from '../channel/cloud-channel.ts';
import { type ActivitiesAdded, CONVERSATION_TOPIC } from '../conversation/deliver.ts';
import { activitiesAfter } from '../conversation/store.ts';
import { isCloudConversation } from './cloud-conversation.ts';
import type { BotFrameworkDeps } from './deps.ts';
import { outwardActivity } from './outward-activity.ts';
import { type CloudThread, findCloudThread, findDueThreads, updateCloudThread } from './store.ts';

type OutwardDeps = Omit<BotFrameworkDeps, 'channel'> & { readonly channel: CloudChannel };

/** Tells channels what was said in their conversations, by the bot, by people, by the house: from the transcript. */
export interface Outward extends Pick<Lines, 'idle' | 'stop'> {
  /** Hears what is said in these conversations, and has the job run soon. */
  listen(wake: () => void): void;
  /** Takes up every conversation in which something is to be told; returns without waiting for the channels. */
  run(): Promise<void>;
}

/** The transcript is the fact: a hint that something came only makes a line read on from where it is (C1). */
export function createOutward(deps: OutwardDeps): Outward {
  const { takeUp, idle, stop } = createLines({
    work: (conversationId, signal) => workLine(deps, conversationId, signal),
    log: deps.log,
    name: 'bot_framework',
    linesMax: limits.cloudChannelLinesMax,
  });
  const said = new Set<string>();
  let scannedAtMs = Number.NEGATIVE_INFINITY;
  let stopListening = (): void => {};
  return {
    listen: (wake) => {
      stopListening = deps.broadcast.subscribe(CONVERSATION_TOPIC, (message) => {
        const { conversationId } = message as ActivitiesAdded;
        if (!isCloudConversation(conversationId)) return;
        // Where another process tells it, nobody takes these up; what is forgotten is found by the scan.
        if (said.size >= limits.cloudChannelDuePerScanMax) said.clear();
        said.add(conversationId);
        wake();
      });
    },
    run: async () => {
      const nowMs = deps.clock.wallMs();
      for (const conversationId of said) takeUp(conversationId);
      said.clear();
      if (nowMs - scannedAtMs < limits.cloudChannelScanMs) return;
      scannedAtMs = nowMs;
      const { livemode } = deps;
      const limit = limits.cloudChannelDuePerScanMax;
      for (const id of await findDueThreads(deps.db.query, { livemode, nowMs, limit })) takeUp(id);
    },
    idle,
    stop: () => {
      stopListening();
      return stop();
    },
  };
}

const PAGE = 20;

async function workLine(deps: OutwardDeps, conversationId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const thread = await findCloudThread(deps.db.query, conversationId);
    if (thread === undefined || !mayTry(deps, thread)) return;
    const page = { conversationId, afterSeq: thread.sentSeq, limit: PAGE };
    const rows = await activitiesAfter(deps.db.query, page);
    if (rows.length === 0 || !(await tellAll(deps, { thread, rows, signal }))) return;
  }
}

/** False when the line has to wait: what is told is noted one by one. */
async function tellAll(
  deps: OutwardDeps,
  { thread, rows, signal }: { thread: CloudThread; rows: readonly ActivityRow[]; signal: AbortSignal },
): Promise<boolean> {
  for (const row of rows) {
    if (signal.aborted) return false;
    const activity = outwardActivity(deps, thread, row);
    if (activity !== null && !(await isSaid(deps, thread, activity))) return false;
    await updateCloudThread(deps.db.query, thread.conversationId, { sentSeq: row.seq, attempts: 0 });
  }
  return true;
}

function mayTry(deps: OutwardDeps, { nextAttemptAtMs }: CloudThread): boolean {
  return nextAttemptAtMs !== null && nextAttemptAtMs <= deps.clock.wallMs();
}

/** Whether the line may go on: it was said, or it is nothing that this channel would ever take. */
async function isSaid(deps: OutwardDeps, thread: CloudThread, activity: object): Promise<boolean> {
  const { conversationId, reference } = thread;
  const outcome = await deps.channel.say(reference, activity).then(
    () => 'said' as const,
    (error: unknown) => (error instanceof CloudRefusal ? error.outcome : 'later'),
  );
  deps.meter
    .counter('tilltalk_bot_framework_activities_total', 'Activities told to channels', ['outcome'])
    .inc({ outcome });
  if (outcome === 'said') return true;
  deps.log.warn({ conversationId, channelId: reference.channelId, outcome }, 'a channel was not told');
  if (outcome === 'refused') return true;
  await updateCloudThread(deps.db.query, conversationId, {
    attempts: thread.attempts + 1,
    nextAttemptAtMs: outcome === 'gone' ? null : nextTryOf(deps, thread),
  });
  return false;
}

/** Null once it was tried often enough: then their next message has it tried again. */
function nextTryOf({ clock }: OutwardDeps, { attempts }: CloudThread): number | null {
  if (attempts + 1 >= limits.deliveryAttemptsMax) return null;
  const pauseMs = Math.min(limits.deliveryRetryBaseMs * 2 ** attempts, limits.deliveryRetryMaxMs);
  return clock.wallMs() + pauseMs;
}
