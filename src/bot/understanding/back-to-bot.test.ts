import { describe, expect, it } from 'vitest';
import { quickReplies } from '../text/talk.ts';
import { wantsBotBack } from './back-to-bot.ts';

describe('leaving the line', () => {
  it.each([
    quickReplies.backToBot.zh,
    quickReplies.backToBot.en,
    '取消',
    '我要取消排隊',
    '不想等了',
    '算了，不用人工了',
    '不排队了',
    '还是问机器人吧',
    '回到机器人',
    'cancel',
    'Please leave the queue',
    'never mind',
    'ok, back to the bot please',
    "I don't want to wait any longer.",
  ])('"%s" is meant so', (text) => {
    expect(wantsBotBack(text)).toBe(true);
  });

  it.each([
    '取消订单',
    '我想取消刚才那笔付款',
    '不想等了，退款给我',
    '我不要回机器人那里',
    '别再让机器人回答我',
    '人工在吗',
    'cancel my order please',
    "I don't want to talk to a bot",
    'never mind the price, is it in English?',
    'are you still there?',
    'I am waiting',
  ])('"%s" is said to the person to come', (text) => {
    expect(wantsBotBack(text)).toBe(false);
  });
});
