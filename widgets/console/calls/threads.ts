import type { AttachmentLink } from '../../../src/bot/attachment/wire.ts';
import type {
  AddNoteBody,
  AllConversations,
  CannedReplyList,
  ConversationDetails,
  LabelList,
  NoteView,
  RenderedReply,
  RevealBody,
  RevealedField,
  SearchAnswer,
  SnoozeView,
} from '../../../src/bot/console/wire.ts';
import type { AgentMessageBody, ConsoleThread } from '../../../src/bot/handoff/wire.ts';
import type { MessageCommitted } from '../../../src/bot/wire.ts';
import type { Answer } from '../../staff/staff-call.ts';
import { type Change, read, readPage, readQuietly, root, threadPath } from './change.ts';

/** What a search looks in. */
export type SearchPart = 'messages' | 'people' | 'orders';

/** Threads: what was said in them, what stands beside them, and what staff keep about them. */
export function threadCalls(change: Change) {
  return {
    thread: (id: string, isBackground: boolean): Promise<Answer<ConsoleThread>> =>
      (isBackground ? readQuietly : read)(threadPath(id)),
    earlier: (id: string, beforeSeq: number): Promise<Answer<ConsoleThread>> =>
      read(`${threadPath(id)}?beforeSeq=${beforeSeq}`),
    details: (id: string): Promise<Answer<ConversationDetails>> => readQuietly(threadPath(id, '/details')),
    all: (cursor: string | null): Promise<Answer<AllConversations>> =>
      readPage(`${root}/conversations/all`, { cursor }),
    snoozed: (cursor: string | null): Promise<Answer<AllConversations>> =>
      readPage(`${root}/conversations/all`, { snoozed: 'true', cursor }),
    ofLearner: (learnerId: string): Promise<Answer<AllConversations>> =>
      read(`${root}/conversations/all?limit=1&learnerId=${encodeURIComponent(learnerId)}`),
    search: (text: string): Promise<Answer<SearchAnswer>> =>
      read(`${root}/search?limit=10&text=${encodeURIComponent(text)}`),
    searchOn: (text: string, part: SearchPart, cursor: string): Promise<Answer<SearchAnswer>> =>
      readPage(`${root}/search`, { limit: '20', text, in: part, cursor }),
    send: (id: string, body: AgentMessageBody): Promise<Answer<MessageCommitted>> =>
      change({ method: 'POST', path: threadPath(id, '/messages'), body }),
    fileLink: (attachmentId: string): Promise<Answer<AttachmentLink>> =>
      readQuietly(`${root}/attachments/${encodeURIComponent(attachmentId)}/link`),
    addNote: (id: string, body: AddNoteBody): Promise<Answer<NoteView>> =>
      change({ method: 'POST', path: threadPath(id, '/notes'), body }),
    cannedReplies: (): Promise<Answer<CannedReplyList>> => readQuietly(`${root}/canned-replies`),
    render: (id: string, cannedReplyId: string): Promise<Answer<RenderedReply>> =>
      change({
        method: 'POST',
        path: threadPath(id, `/canned-replies/${cannedReplyId}/rendering`),
        body: {},
      }),
    labels: (): Promise<Answer<LabelList>> => read(`${root}/labels`),
    setLabel: (id: string, labelId: string, isOn: boolean): Promise<Answer<LabelList>> =>
      change({ method: isOn ? 'PUT' : 'DELETE', path: threadPath(id, `/labels/${labelId}`) }),
    snooze: (id: string, untilMs: number): Promise<Answer<SnoozeView>> =>
      change({ method: 'PUT', path: threadPath(id, '/snooze'), body: { untilMs } }),
    wake: (id: string): Promise<Answer<SnoozeView>> =>
      change({ method: 'DELETE', path: threadPath(id, '/snooze') }),
    reveal: (id: string, body: RevealBody): Promise<Answer<RevealedField>> =>
      change({ method: 'POST', path: threadPath(id, '/reveals'), body }),
  };
}
