import { both } from './both.ts';

/** What is said while a thread passes between bot and people. */
export const handoff = {
  fetchPerson: both('好的，这就帮你转给真人客服。', "Sure, I'll get a person for you."),
  couldNotHelp: both(
    '抱歉，连着两次没帮上忙，我帮你转给真人客服。',
    "I'm sorry, that's twice I couldn't help. I'll pass you to a person.",
  ),
  payment: both(
    '这笔付款需要真人看一下，我已经转给客服。',
    'A person needs to look at this payment, so I have passed it to support.',
  ),
  next: both(
    '你排在第 1 位，客服看完这段对话就来。',
    'You are first in line. Someone from support reads this conversation and joins you here.',
  ),
  inLine: (position: number) =>
    both(
      `你排在第 ${position} 位，前面还有 ${position - 1} 位。`,
      `You are number ${position} in line, with ${position - 1} before you.`,
    ),
  nobodyHere: (position: number) =>
    both(
      `现在没有客服在线，你排在第 ${position} 位。先把问题留在这里，客服上线后会看到并回复。`,
      `Nobody from support is online right now; you are number ${position} in line. Leave your question here: they will see it and reply once they are back.`,
    ),
  about: (minutes: number) => both(`预计等待约 ${minutes} 分钟。`, ` The wait is about ${minutes} min.`),
  closed: (when: string) =>
    both(
      `现在是客服休息时间，${when}恢复服务。直接在这里留言就好，客服上班后先看留言，并在这段对话里回复你。`,
      `Our people are off right now and back ${when}. Leave your message right here: they read messages first and reply in this conversation.`,
    ),
  wayBack: both(
    '不想等，随时点“取消排队”，我接着帮你。',
    'If you would rather not wait, press “Back to the bot” and I will go on helping.',
  ),
  joined: (name: string) =>
    both(
      `客服 ${name} 已接入，现在由真人为你服务。`,
      `${name} from support has joined. You are now talking to a person.`,
    ),
  left: (name: string) =>
    both(`客服 ${name} 暂时离开了，已为你重新排队。`, `${name} had to leave, so you are back in line.`),
  completed: (name: string) =>
    both(
      `客服 ${name} 已结束服务，接下来由我（机器人）帮你。还有问题随时说。`,
      `${name} has finished, so it's me, the bot, again. Just ask if there's anything else.`,
    ),
  transferring: (name: string) =>
    both(
      `客服 ${name} 正在为你转接更合适的同事，请稍等，前面说过的内容同事都能看到。`,
      `${name} is passing you to a colleague who can help better. One moment, please; they can see everything you have written.`,
    ),
  takenOver: (name: string) =>
    both(
      `客服主管 ${name} 已接手，现在由真人为你服务。`,
      `${name}, a support lead, is with you now. You are talking to a person.`,
    ),
  wrapUp: (name: string) =>
    both(
      `客服 ${name} 已处理完。还有问题直接回复，会继续由 ${name} 跟进。`,
      `${name} has finished. If anything is still open, just write and ${name} goes on helping.`,
    ),
  closedNow: both(
    '这次服务已结束。以后有任何问题，直接在这里说就行。',
    'This conversation is closed for now. Whenever you need something, just write here again.',
  ),
  closedByHouse: both(
    '客服已看过并关闭了这次请求。还需要帮助的话，直接在这里说就行。',
    'Support has looked at this and closed the request. If you still need help, just write here again.',
  ),
  rate: both('这次的服务怎么样？点一下就好。', 'How was it? One tap is enough.'),
  settled: both(
    '付款的事客服已经处理好了，接下来由我（机器人）帮你。',
    "Support has dealt with the payment, so it's me, the bot, again.",
  ),
  canceled: both(
    '好的，已取消排队，我（机器人）接着帮你。刚才想问什么？',
    "All right, you're out of the line and it's me, the bot, again. What would you like to know?",
  ),
};
