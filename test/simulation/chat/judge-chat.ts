import type { Database } from '../../../src/kernel/db/database.ts';
import type { AgentLog } from './chaos-agent.ts';
import type { ClientLog, Sent } from './chaos-client.ts';

export interface ChatVerdict {
  /** Acknowledged messages that the transcript does not have, or has elsewhere than was acknowledged. */
  readonly lost: readonly string[];
  /** Messages that stand in the transcript more than once. */
  readonly doubled: readonly string[];
  /** Senders whose messages stand in another order than they were said, and clients that were shown another order. */
  readonly disordered: readonly string[];
  /** Places of a conversation without an activity, messages of learners to the bot without one answer. */
  readonly amiss: readonly string[];
  readonly stored: number;
  readonly answered: number;
}

interface Row {
  readonly activityId: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly sender: string;
  readonly clientMessageId: string | null;
  readonly replyToId: string | null;
  readonly content: string;
}

/** Compares what every client and agent wrote down with the transcripts. */
export async function judgeChat(
  db: Database,
  logs: { readonly clients: readonly ClientLog[]; readonly agents: readonly AgentLog[] },
): Promise<ChatVerdict> {
  const threads = await readThreads(db);
  const rowsOf = (conversationId: string): readonly Row[] => threads.get(conversationId) ?? [];
  const writers = [...logs.clients, ...logs.agents];
  return {
    lost: writers.flatMap(({ conversationId, sent }) => lostOf(rowsOf(conversationId), sent)),
    doubled: [...threads.values()].flatMap(doubledIn),
    disordered: [
      ...writers.flatMap(({ conversationId, sent }) => disorderedOf(rowsOf(conversationId), sent)),
      ...logs.clients.flatMap((log) => shownOtherwise(rowsOf(log.conversationId), log)),
    ],
    amiss: [...threads.values()].flatMap(gapsIn),
    stored: [...threads.values()].reduce((sum, rows) => sum + rows.length, 0),
    answered: [...threads.values()].flat().filter(({ sender }) => sender === 'bot').length,
  };
}

/** Learners' messages that nothing replies to yet, in threads that are the bot's: in a person's it stays silent. */
export async function unanswered(db: Database): Promise<string[]> {
  const owned = await db.query
    .selectFrom('conversation')
    .select('conversationId')
    .where('owner', '=', 'bot')
    .execute();
  const threads = await readThreads(db);
  const rows = owned.flatMap(({ conversationId }) => threads.get(conversationId) ?? []);
  const replied = new Set(rows.map(({ replyToId }) => replyToId));
  return rows
    .filter(({ sender, content }) => sender === 'learner' && content.includes('"addressedTo":"bot"'))
    .map(({ activityId }) => activityId)
    .filter((activityId) => !replied.has(activityId));
}

async function readThreads(db: Database): Promise<Map<string, Row[]>> {
  const rows = await db.query
    .selectFrom('activity')
    .select(['activityId', 'conversationId', 'seq', 'sender', 'clientMessageId', 'replyToId', 'content'])
    .orderBy('conversationId')
    .orderBy('seq')
    .execute();
  const threads = new Map<string, Row[]>();
  for (const row of rows) {
    const thread = threads.get(row.conversationId);
    if (thread === undefined) threads.set(row.conversationId, [row]);
    else thread.push(row);
  }
  return threads;
}

function lostOf(rows: readonly Row[], sent: readonly Sent[]): string[] {
  const byId = new Map(rows.map((row) => [row.clientMessageId, row]));
  return sent
    .filter(({ clientMessageId, acknowledged }) => {
      const row = byId.get(clientMessageId);
      return row?.activityId !== acknowledged?.activityId || row?.seq !== acknowledged?.seq;
    })
    .map(({ clientMessageId, acknowledged }) => `${clientMessageId}, acknowledged as ${acknowledged?.seq}`);
}

/** By what was said: every message has a text of its own. */
function doubledIn(rows: readonly Row[]): string[] {
  const said = rows
    .filter(({ clientMessageId }) => clientMessageId !== null)
    .map(({ content }) => (JSON.parse(content) as { text: string }).text);
  return said.filter((text, index) => said.indexOf(text) !== index);
}

function disorderedOf(rows: readonly Row[], sent: readonly Sent[]): string[] {
  const places = new Map(rows.map(({ clientMessageId, seq }) => [clientMessageId, seq]));
  const seqs = sent.map(({ clientMessageId }) => places.get(clientMessageId) ?? 0);
  return seqs
    .map((seq, index) => ({ seq, before: seqs[index - 1] ?? 0 }))
    .filter(({ seq, before }) => seq <= before)
    .map(({ seq, before }) => `${seq} was said after ${before}`);
}

function shownOtherwise(rows: readonly Row[], { name, shown }: ClientLog): string[] {
  const ids = rows.map(({ activityId }) => activityId);
  const at = ids.findIndex((id, index) => shown[index] !== id);
  if (at < 0 && shown.length === ids.length) return [];
  return [`${name} was shown ${shown.length} of ${ids.length}, another one at place ${at + 1}`];
}

function gapsIn(rows: readonly Row[]): string[] {
  return rows
    .filter(({ seq }, index) => seq !== index + 1)
    .slice(0, 1)
    .map(({ conversationId, seq }) => `thread ${conversationId} has a gap before ${seq}`);
}
