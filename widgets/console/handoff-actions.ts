import type { AgentProfileBody, ConsoleThread, TransferBody } from '../../src/bot/handoff/wire.ts';
import type { Answer } from '../staff/staff-call.ts';
import type { PlainStep } from './calls/handoff.ts';
import type { Desk } from './desk.ts';
import { readDetails, readView, takeIfOpen } from './read-all.ts';

/** How a talk ends. */
export interface Finish {
  readonly to: 'bot' | 'closed';
  readonly askCsat: boolean;
  /** Time for notes first; it then goes there by itself. */
  readonly wrapsUp: boolean;
}

/** Takes or declines a conversation, or goes on with one. True when it is done. */
export function passConversation(desk: Desk, conversationId: string, step: PlainStep): Promise<boolean> {
  return once(desk, step, () => desk.calls.step(conversationId, step));
}

/** Ends the talk in the open conversation. */
export function finishConversation(desk: Desk, id: string, finish: Finish): Promise<boolean> {
  const { to, askCsat, wrapsUp } = finish;
  return once(desk, 'finish', () => {
    if (wrapsUp) return desk.calls.wrapUp(id, { to });
    return to === 'bot' ? desk.calls.release(id, { askCsat }) : desk.calls.close(id, { askCsat });
  });
}

export function transferConversation(desk: Desk, id: string, body: TransferBody): Promise<boolean> {
  return once(desk, 'transfer', () => desk.calls.transfer(id, body));
}

export function takeOver(desk: Desk, id: string, note: string): Promise<boolean> {
  return once(desk, 'takeOver', () => desk.calls.takeOver(id, note));
}

/** One step at a time; its answer is the thread as it is now. */
async function once(desk: Desk, busy: string, call: () => Promise<Answer<ConsoleThread>>): Promise<boolean> {
  const { store } = desk;
  if (store.get().busy !== null) return false;
  store.set({ busy, refusal: null });
  const answer = await call();
  store.set({ busy: null });
  if (answer.ok) takeIfOpen(desk, answer);
  else desk.refuse(answer);
  await desk.refresh();
  return answer.ok;
}

/** Here and taking offers, or here and taking none. */
export async function setPresence(desk: Desk, status: 'available' | 'away'): Promise<void> {
  const answer = await desk.calls.setPresence({ status });
  if (answer.ok) desk.store.set({ me: answer.value });
  else desk.refuse(answer);
}

/** What an agent can do and how much at once; for who answers for others. */
export async function setProfile(desk: Desk, staffId: string, body: AgentProfileBody): Promise<boolean> {
  const answer = await desk.calls.setProfile(staffId, body);
  if (!answer.ok) desk.refuse(answer);
  await readView(desk);
  return answer.ok;
}

/** Puts a conversation out of sight until then; null wakes it. */
export async function snooze(desk: Desk, id: string, untilMs: number | null): Promise<boolean> {
  const answer = untilMs === null ? await desk.calls.wake(id) : await desk.calls.snooze(id, untilMs);
  desk.refuse(answer);
  await Promise.all([readDetails(desk), desk.refresh()]);
  return answer.ok;
}

export async function setLabel(desk: Desk, labelId: string, isOn: boolean): Promise<void> {
  const { openId, details } = desk.store.get();
  if (openId === null || details === null) return;
  const answer = await desk.calls.setLabel(openId, labelId, isOn);
  if (!answer.ok) return desk.refuse(answer);
  const now = desk.store.get().details;
  if (now?.conversationId === openId) desk.store.set({ details: { ...now, labels: answer.value.labels } });
}
