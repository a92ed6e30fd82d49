import { both } from './both.ts';

/** What the bot says around the platform's own answers. */
export const faq = {
  helped: { ...both('有帮助', 'That helped'), icon: 'up' },
  notHelped: { ...both('没帮到我', 'Not what I needed'), icon: 'down' },
  thanks: both(
    '好的，谢谢告诉我！还有别的问题随时问。',
    'Good to know, thank you! Ask me anything else whenever you like.',
  ),
  sorry: both(
    '抱歉，这条没答到点子上，我记下了。可以换个说法再问，或者找人工客服。',
    "Sorry, that missed the point; I've made a note of it. Put it another way, or talk to a person.",
  ),
  source: both('详情：', 'More: '),
} as const;
