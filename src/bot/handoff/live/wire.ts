import { z } from 'zod';
import type { ViewersChanged } from '../../console/viewer/wire.ts';
import type { ReadMarks, TypingView } from '../../conversation/wire.ts';
import type { Activity } from '../../wire.ts';
import type { Priority, SlaTimerName } from '../wire.ts';

const Id = z.string().min(1).max(64);

/** What the server tells an agent's console by itself: hints to read again, and the watched thread's activities. */
export interface ConsoleServerEvents {
  'queue:changed': () => void;
  /** An agent's presence, load or profile changed: read `GET /v1/console/agents` again. */
  'agents:changed': () => void;
  /** To the one agent who may accept (`…/handoff/accept`) or pass (`…/handoff/pass`). */
  'offer:made': (offer: OfferMade) => void;
  /** It was accepted here or elsewhere, passed, ran out, or the learner left. */
  'offer:ended': (event: { conversationId: string }) => void;
  'sla:breached': (event: { conversationId: string; timer: SlaTimerName; staffId: string | null }) => void;
  'csat:answered': (event: { conversationId: string; score: number }) => void;
  'conversation:changed': (event: { conversationId: string }) => void;
  'activity:added': (activity: Activity) => void;
  /** Who has the watched thread open. */
  'viewers:changed': (event: ViewersChanged) => void;
  /** How far each side has got in the watched thread. */
  'read:changed': (event: { conversationId: string; marks: ReadMarks }) => void;
  /** Who is writing in the watched thread. */
  'typing:changed': (event: TypingView) => void;
  'session:expired': () => void;
}

/** Console socket event `conversation:read`: how far the agent who owns the thread has read. */
export const ReadThread = z.strictObject({ conversationId: Id, seq: z.number().int().min(0) });
export type ReadThread = z.infer<typeof ReadThread>;

/** Console socket event `conversation:watch`: hears this thread's activities, and no other's any more. */
export const WatchConversation = z.strictObject({ conversationId: Id.nullable() });
export type WatchConversation = z.infer<typeof WatchConversation>;

export interface OfferMade {
  conversationId: string;
  priority: Priority;
  reason: string;
  /** Another agent's note when it is a transfer. */
  note: string | null;
  expiresAtMs: number;
}
