import type { Queries } from '../../kernel/db/database.ts';
import { limits } from '../../kernel/limits.ts';
import { activityOfRow } from '../conversation/activity.ts';
import { activitiesBefore } from '../conversation/store.ts';
import type { Conversation } from '../types.ts';
import type { Activity } from '../wire.ts';

/** An activity in a transcript: what was said, without cards. */
export type Said = Pick<Activity, 'id' | 'type' | 'timestamp' | 'from' | 'text'>;

/** The last messages of a thread, oldest first, as `handoff.initiate` carries them (Activity protocol, transcript). */
export async function readTranscript(
  queries: Queries,
  { conversationId, lastSeq }: Pick<Conversation, 'conversationId' | 'lastSeq'>,
): Promise<Said[]> {
  const limit = limits.handoffTranscriptActivitiesMax;
  const rows = await activitiesBefore(queries, { conversationId, beforeSeq: lastSeq, limit });
  return rows.filter(({ type }) => type === 'message').map((row) => saidOf(activityOfRow(row)));
}

function saidOf({ id, type, timestamp, from, text = '' }: Activity): Said {
  return { id, type, timestamp, from, text: text.slice(0, limits.handoffTranscriptCharactersMax) };
}
