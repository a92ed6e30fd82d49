import { defineErrors } from '../kernel/errors.ts';

export const botErrors = defineErrors({
  session_expired: {
    status: 401,
    title: 'The token of this socket has expired',
    zh: '连接已过期，正在为你重新连接。',
    en: 'This connection has expired. Reconnecting you now.',
  },
  handoff_taken: {
    status: 409,
    title: 'Another agent has this conversation',
    zh: '这段对话刚被另一位客服接起。',
    en: 'Another agent has just taken this conversation.',
  },
  handoff_over: {
    status: 409,
    title: 'The conversation is not waiting for a person any more',
    zh: '这位学员已经不在排队了，对话已回到机器人。',
    en: 'This learner is not waiting any more; the bot has the conversation again.',
  },
  conversation_not_yours: {
    status: 409,
    title: 'The conversation is not this agent’s',
    zh: '这段对话不在你手上：可能已经交还，或退回了队列。',
    en: 'This conversation is not yours: it was handed back, or returned to the queue.',
  },
});
