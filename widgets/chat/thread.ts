import type { Activity } from '../../src/bot/wire.ts';
import type { UnsentMessage } from './outbox.ts';

/** Joins what is known with what came: each activity once, in order of `seq`. */
export function mergeActivities(known: readonly Activity[], came: readonly Activity[]): readonly Activity[] {
  const byId = new Map(known.map((activity) => [activity.id, activity]));
  for (const activity of came) byId.set(activity.id, activity);
  if (byId.size === known.length) return known;
  return [...byId.values()].sort((a, b) => a.channelData.seq - b.channelData.seq);
}

/** The last `seq` up to which nothing is missing; a replay has to begin after it. 0 = nothing is known. */
export function lastGaplessSeq(activities: readonly Activity[]): number {
  const first = activities[0];
  if (!first) return 0;
  let last = first.channelData.seq;
  for (const activity of activities) {
    if (activity.channelData.seq > last + 1) return last;
    last = activity.channelData.seq;
  }
  return last;
}

/** The highest `seq` known, gaps or not. */
export function highestSeq(activities: readonly Activity[]): number {
  return activities.at(-1)?.channelData.seq ?? 0;
}

/** Messages of the outbox that have not come back as an activity: the same message is shown once. */
export function stillUnsent(
  unsent: readonly UnsentMessage[],
  activities: readonly Activity[],
): readonly UnsentMessage[] {
  const committed = new Set(activities.map((activity) => activity.channelData.clientMessageId));
  return unsent.filter((message) => !committed.has(message.clientMessageId));
}

/** Messages of the outbox that belong to the thread that is shown, or to none yet; all while no thread is known. */
export function unsentOf(unsent: readonly UnsentMessage[], shownId: string | null): readonly UnsentMessage[] {
  return unsent.filter(
    ({ conversationId }) => shownId === null || conversationId === null || conversationId === shownId,
  );
}

/** Replies the learner has not seen: everything of others after `readSeq` that is drawn. */
export function countUnread(activities: readonly Activity[], readSeq: number): number {
  return activities.filter(
    ({ type, channelData }) =>
      type === 'message' && channelData.sender !== 'learner' && channelData.seq > readSeq,
  ).length;
}
