import type { Dimension, JourneyStep } from '../../../src/metrics/journey/wire.ts';
import type { TextTable } from '../../ui/text/say.ts';
import { codesOfColumn } from './codes.ts';

/** What the funnel's builder says. */
export const funnelText = {
  question: ['要看什么', 'What to look at'],
  steps: ['步骤', 'Steps'],
  stepsMore: ['第一步是进入漏斗的一步。', 'The first step is where a journey enters.'],
  stepNumber: ['第 {n} 步', 'Step {n}'],
  addStep: ['加一步', 'Add a step'],
  removeStep: ['去掉「{step}」', 'Remove “{step}”'],
  moveUp: ['「{step}」前移', 'Move “{step}” up'],
  unit: ['统计单位', 'Count'],
  conversation: ['对话', 'Conversations'],
  learner: ['学员', 'Learners'],
  window: ['转化窗口', 'Window'],
  hours: ['{n} 小时', '{n} hours'],
  days: ['{n} 天', '{n} days'],
  order: ['步骤顺序', 'Order'],
  strict: ['按顺序', 'As listed'],
  any: ['不限顺序', 'Any order'],
  breakdown: ['细分', 'Break down by'],
  none: ['不细分', 'Nothing'],
  day: ['进入日期', 'Day of entry'],
  attribution: ['归因', 'Attribution'],
  first: ['首次', 'First'],
  last: ['末次', 'Last'],
  step: ['各步自己', 'Each step its own'],
  filters: ['筛选', 'Filters'],
  addFilter: ['加筛选', 'Add a filter'],
  filterValues: ['{dimension}：可多选', '{dimension}: one or more'],
  filterNone: ['这段时间没有可选的值', 'There are no values in this period'],
  removeFilter: ['去掉筛选：{filter}', 'Remove filter: {filter}'],
  is: ['{dimension} 为 {values}', '{dimension} is {values}'],
  reset: ['恢复默认', 'Start over'],
  content: ['内容', 'Product'],
  kind: ['内容类型', 'Kind'],
  channel: ['渠道', 'Channel'],
  language: ['语言', 'Language'],
  intent: ['意图', 'Intent'],
  variant: ['实验版本', 'Variant'],
  gateway: ['支付渠道', 'Gateway'],
  returning: ['新老学员', 'New or returning'],
  owner: ['接待者', 'Who answered'],
  overall: ['总转化', 'Overall conversion'],
  overallMore: ['从「{from}」到「{to}」', 'From “{from}” to “{to}”'],
  toLast: ['走完全程', 'Time to the last step'],
  toLastMore: ['中位；95 分位 {p95}', 'median; p95 {p95}'],
  entered: ['进入', 'Entered'],
  journey: ['漏斗', 'Funnel'],
  byRow: ['按{what}', 'By {what}'],
  count: ['数量', 'Count'],
  fromPrevious: ['占上一步', 'Of previous'],
  fromEntry: ['占第一步', 'Of first'],
  dropped: ['流失', 'Dropped'],
  sincePrevious: ['距上一步（中位）', 'Since previous, median'],
  sincePreviousP95: ['距上一步（95 分位）', 'Since previous, p95'],
  sinceEntry: ['距进入（中位）', 'Since entry, median'],
  sinceEntryP95: ['距进入（95 分位）', 'Since entry, p95'],
  unknown: ['（未知）', '(unknown)'],
  conversion: ['总转化', 'Overall'],
  see: ['看明细', 'see the rows'],
  rowsReached: ['到达「{step}」', 'Reached “{step}”'],
  rowsDropped: ['到「{step}」为止，没有继续', 'Came to “{step}” and no further'],
  rowsOf: ['{what}：{key}', '{what}: {key}'],
  rowsTotal: ['共 {total} 条，第 {from}–{to} 条', '{from}–{to} of {total}'],
  rowsNone: ['没有明细', 'No rows'],
  conversationId: ['对话', 'Conversation'],
  learnerKey: ['学员（化名）', 'Learner (pseudonym)'],
  older: ['上一页', 'Previous page'],
  newer: ['下一页', 'Next page'],
  empty: ['这段时间没有进入漏斗的记录', 'Nothing entered the funnel in this period'],
  emptyMore: [
    '换一个时间范围、第一步或筛选再看看。',
    'Try another period, another first step, or fewer filters.',
  ],
  rest: ['其余 {count} 项', '{count} more'],
  total: ['合计', 'Total'],
} as const;

/** Steps of a journey. */
export const stepText: TextTable<JourneyStep> = {
  asked: ['提问', 'Asked'],
  shown: ['看到推荐', 'Was recommended'],
  clicked: ['点开推荐', 'Clicked'],
  opened: ['打开结账', 'Opened checkout'],
  pressed: ['点击支付', 'Pressed pay'],
  paid: ['支付成功', 'Paid'],
  refunded: ['退款', 'Refunded'],
  handedOff: ['转人工', 'Was handed off'],
};

/** Values of dimensions that have words of their own. */
const valueText: Partial<Record<Dimension | 'day' | 'none', TextTable>> = {
  channel: {
    web: ['网页', 'Web'],
    mobile_web: ['手机网页', 'Mobile web'],
    wechat: ['微信', 'WeChat'],
    alipay: ['支付宝', 'Alipay'],
    miniprogram: ['小程序', 'Mini program'],
    ios_app: ['iOS 应用', 'iOS app'],
    android_app: ['安卓应用', 'Android app'],
  },
  owner: { bot: ['机器人', 'Bot'], agent: ['客服', 'Agent'] },
  returning: {
    new: ['新学员', 'New'],
    returning: ['老学员', 'Returning'],
  },
};

/** What a value of a dimension is called. */
export function valueWords(
  dimension: Dimension | 'day' | 'none',
  key: string,
): readonly [zh: string, en: string] {
  const table = valueText[dimension] ?? codesOfColumn[dimension] ?? {};
  if (key === '') return funnelText.unknown;
  return Object.hasOwn(table, key) ? (table[key] ?? [key, key]) : [key, key];
}
