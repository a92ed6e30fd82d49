import type { Language } from '../../identity/wire.ts';
import type { Draft } from '../types.ts';
import { both } from './both.ts';

const greeting = both(
  '你好，我是智能助手（机器人）。想学什么、有没有基础、预算多少，直接告诉我；看中了就在这里付款，付完马上能学。',
  "Hi, I'm the assistant here, and I'm a bot. Tell me what you'd like to learn, your level and your budget. When something fits, you can pay right here and start straight away.",
);

const starters = {
  zh: ['推荐几门适合新手的课', '我的订单', '怎么退款？'],
  en: ['Recommend something for beginners', 'My orders', 'How do refunds work?'],
} as const;

/** What the bot says first: what it is and what it can do (C8). */
export function greet(language: Language): Draft {
  return { text: greeting[language], language, quickReplies: starters[language] };
}
