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
  settled: both(
    '付款的事客服已经处理好了，接下来由我（机器人）帮你。',
    "Support has dealt with the payment, so it's me, the bot, again.",
  ),
  canceled: both(
    '好的，已取消排队，我（机器人）接着帮你。刚才想问什么？',
    "All right, you're out of the line and it's me, the bot, again. What would you like to know?",
  ),
};
