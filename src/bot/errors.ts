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
  offer_over: {
    status: 409,
    title: 'The conversation is not offered to this agent any more',
    zh: '这次派单已经结束：可能超时了，或已有同事接起。',
    en: 'This offer is over: it ran out, or a colleague has taken the conversation.',
  },
  agent_at_capacity: {
    status: 409,
    title: 'The agent has as many conversations as they may have at once',
    zh: '你手上的对话已达上限，先结束一个再接新的。',
    en: 'You have as many conversations as you can take. Finish one before you take another.',
  },
  transfer_target_unknown: {
    status: 422,
    title: 'Nobody of that name or skill takes conversations',
    zh: '没有这位客服，或没有人具备这项技能。',
    en: 'There is no such agent, or nobody has that skill.',
  },
  service_changed: {
    status: 409,
    title: 'Somebody else has changed these settings meanwhile',
    zh: '设置刚被别人改过，请刷新后再改。',
    en: 'Somebody has just changed these settings. Reload them and try again.',
  },
  csat_over: {
    status: 409,
    title: 'This rating was given already, or it is too late for it',
    zh: '这次服务已经评价过，或已超过评价时间。',
    en: 'This was rated already, or it is too late to rate it.',
  },
  conversation_not_yours: {
    status: 409,
    title: 'The conversation is not this agent’s',
    zh: '这段对话不在你手上：可能已经交还，或退回了队列。',
    en: 'This conversation is not yours: it was handed back, or returned to the queue.',
  },
  attachment_type_refused: {
    status: 415,
    title: 'The file is none of the kinds that may be sent',
    zh: '这种文件发不了。可以发图片（PNG、JPEG、WebP、GIF）、PDF 或纯文本。',
    en: 'This kind of file cannot be sent. Pictures (PNG, JPEG, WebP, GIF), PDF and plain text can.',
  },
  attachments_full: {
    status: 409,
    title: 'The learner has as many files here as may be kept',
    zh: '你发过的文件已达上限，暂时不能再发文件了。',
    en: 'You have reached the limit for files, so no more can be sent.',
  },
  attachment_gone: {
    status: 409,
    title: 'The file is not there for this message: never uploaded here, expired unsent, or shown by another',
    zh: '文件已经失效，请重新选择后再发。',
    en: 'That file is no longer available. Please choose it again.',
  },
  attachment_link_ended: {
    status: 410,
    title: 'The link to the file has ended',
    zh: '链接已过期，请回到对话里重新打开文件。',
    en: 'This link has expired. Please open the file from the conversation again.',
  },
});
