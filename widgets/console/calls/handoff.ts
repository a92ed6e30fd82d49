import type {
  AgentProfileBody,
  AgentView,
  CloseBody,
  ConsoleConversation,
  ConsoleHeldPayment,
  ConsoleThread,
  ConsoleView,
  QueueView,
  ReleaseBody,
  ReviewDecisionBody,
  SetPresence,
  TransferBody,
  WrapUpBody,
} from '../../../src/bot/handoff/wire.ts';
import type { Answer } from '../../staff/staff-call.ts';
import { type Change, readQuietly, root, threadPath } from './change.ts';

/** Steps that need nothing said beside them. */
export type PlainStep = 'accept' | 'pass' | 'resume';

/** Who answers: the line, presence, and the passing of a conversation. */
export function handoffCalls(change: Change) {
  return {
    list: (view: ConsoleView): Promise<Answer<{ conversations: ConsoleConversation[] }>> =>
      readQuietly(`${root}/conversations?view=${view}`),
    held: (): Promise<Answer<{ reviews: ConsoleHeldPayment[] }>> => readQuietly(`${root}/reviews`),
    line: (): Promise<Answer<QueueView>> => readQuietly(`${root}/queue`),
    me: (): Promise<Answer<AgentView>> => readQuietly(`${root}/presence`),
    agents: (): Promise<Answer<{ agents: AgentView[] }>> => readQuietly(`${root}/agents`),
    setPresence: (body: SetPresence): Promise<Answer<AgentView>> =>
      change({ method: 'PUT', path: `${root}/presence`, body }),
    setProfile: (staffId: string, body: AgentProfileBody): Promise<Answer<AgentView>> =>
      change({ method: 'PUT', path: `${root}/agents/${encodeURIComponent(staffId)}/profile`, body }),
    step: (id: string, step: PlainStep): Promise<Answer<ConsoleThread>> =>
      change({
        method: 'POST',
        path: threadPath(id, `/handoff/${step}`),
        ...(step === 'pass' ? { body: {} } : {}),
      }),
    release: (id: string, body: ReleaseBody): Promise<Answer<ConsoleThread>> =>
      change({ method: 'POST', path: threadPath(id, '/handoff/release'), body }),
    transfer: (id: string, body: TransferBody): Promise<Answer<ConsoleThread>> =>
      change({ method: 'POST', path: threadPath(id, '/handoff/transfer'), body }),
    wrapUp: (id: string, body: WrapUpBody): Promise<Answer<ConsoleThread>> =>
      change({ method: 'POST', path: threadPath(id, '/handoff/wrap-up'), body }),
    close: (id: string, body: CloseBody): Promise<Answer<ConsoleThread>> =>
      change({ method: 'POST', path: threadPath(id, '/handoff/close'), body }),
    takeOver: (id: string, note: string): Promise<Answer<ConsoleThread>> =>
      change({
        method: 'POST',
        path: threadPath(id, '/handoff/takeover'),
        body: note === '' ? {} : { note },
      }),
    decide: (reviewId: string, body: ReviewDecisionBody): Promise<Answer<unknown>> =>
      change({ method: 'POST', path: `${root}/reviews/${encodeURIComponent(reviewId)}/decisions`, body }),
  };
}
