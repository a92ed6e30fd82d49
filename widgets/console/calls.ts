import type {
  AgentMessageBody,
  ConsoleConversation,
  ConsoleHeldPayment,
  ConsoleThread,
  ConsoleView,
  ReviewDecisionBody,
} from '../../src/bot/handoff/wire.ts';
import type { MessageCommitted } from '../../src/bot/wire.ts';
import { type Answer, staffCall } from '../staff/staff-call.ts';

const pathOf = (conversationId: string, action = '') =>
  `/v1/console/conversations/${encodeURIComponent(conversationId)}${action}`;

/** The server's lists and threads as the console uses them. Lists are asked for by the page itself. */
export const calls = {
  list: (view: ConsoleView): Promise<Answer<{ conversations: ConsoleConversation[] }>> =>
    staffCall({ method: 'GET', path: `/v1/console/conversations?view=${view}`, isBackground: true }),
  held: (): Promise<Answer<{ reviews: ConsoleHeldPayment[] }>> =>
    staffCall({ method: 'GET', path: '/v1/console/reviews', isBackground: true }),
  thread: (conversationId: string, isBackground: boolean): Promise<Answer<ConsoleThread>> =>
    staffCall({ method: 'GET', path: pathOf(conversationId), isBackground }),
  earlier: (conversationId: string, beforeSeq: number): Promise<Answer<ConsoleThread>> =>
    staffCall({ method: 'GET', path: `${pathOf(conversationId)}?beforeSeq=${beforeSeq}` }),
  accept: (conversationId: string, csrfToken: string): Promise<Answer<ConsoleThread>> =>
    staffCall({ method: 'POST', path: pathOf(conversationId, '/handoff/accept'), csrfToken }),
  release: (conversationId: string, csrfToken: string): Promise<Answer<ConsoleThread>> =>
    staffCall({ method: 'POST', path: pathOf(conversationId, '/handoff/release'), csrfToken }),
  send: (
    conversationId: string,
    body: AgentMessageBody,
    csrfToken: string,
  ): Promise<Answer<MessageCommitted>> =>
    staffCall({ method: 'POST', path: pathOf(conversationId, '/messages'), body, csrfToken }),
  decide: (reviewId: string, body: ReviewDecisionBody, csrfToken: string): Promise<Answer<unknown>> =>
    staffCall({
      method: 'POST',
      path: `/v1/console/reviews/${encodeURIComponent(reviewId)}/decisions`,
      body,
      csrfToken,
    }),
};
