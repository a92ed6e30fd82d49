import type { Chat } from './deps.ts';

/** Said again this often while the learner writes; the server's sign lasts a little longer. */
const everyMs = 3_000;

let toldAtMs = 0;

/** Tells a person who answers that the learner is writing; a bot does not need to know. */
export function tellTyping({ deps, connection }: Chat): void {
  const { conversationId, handoff } = deps.store.get();
  const nowMs = deps.nowMs();
  if (conversationId === null || handoff?.owner !== 'agent' || nowMs - toldAtMs < everyMs) return;
  toldAtMs = nowMs;
  void connection.ask('typing:set', { conversationId });
}
