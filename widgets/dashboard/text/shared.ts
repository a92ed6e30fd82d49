import type { Language } from '../../../src/identity/wire.ts';
import { textOf } from '../../ui/text/say.ts';

/** What the dashboard says. */
export const dashboardText = {
  title: ['数据看板', 'Dashboard'],
  signInHeading: ['登录数据看板', 'Sign in to the dashboard'],
  signInMore: [
    '供分析、主管和管理员使用。账号由管理员创建。',
    'For analysts, supervisors and admins. An admin makes the account.',
  ],
  pagesLabel: ['看板页面', 'Pages of the dashboard'],
  trends: ['趋势', 'Trends'],
  trendsMore: ['每天发生了什么，和上一期相比怎样。', 'What happened each day, and how it compares.'],
  funnel: ['漏斗', 'Funnel'],
  funnelMore: [
    '自选步骤、窗口和口径，看对话或学员走到了哪一步。点数字看明细。',
    'Choose steps, window and unit; see how far conversations or learners came. Press a number to see its rows.',
  ],
  recommending: ['推荐', 'Recommending'],
  recommendingMore: [
    '推荐内容每展示一次算一个，看它走到了哪一步；再看名次和实验。',
    'Each time a product is recommended counts once; see how far it went, by rank and by experiment.',
  ],
  payments: ['支付', 'Payments'],
  paymentsMore: [
    '收入与总账一致，支付成功率按渠道和拒绝原因。',
    'Revenue as in the ledger; success by gateway and decline code.',
  ],
  learners: ['学员', 'Learners'],
  learnersMore: ['学员什么时候再来买。', 'When learners come back and buy again.'],
  service: ['服务', 'Service'],
  serviceMore: ['回答、转人工、等待和满意度。', 'Answers, handoffs, waits and satisfaction.'],
  sql: ['SQL 与导出', 'SQL and exports'],
  sqlMore: ['直接查询分析数据，或整批带走。', 'Ask the facts yourself, or take them along.'],
  compare: ['对比上一期', 'Compare with previous period'],
  previous: ['上一期', 'Previous'],
  change: ['较上一期', 'Change'],
  thisPeriod: ['本期', 'This period'],
  today: ['今天', 'Today'],
  thisMonth: ['本月', 'This month'],
  lastMonth: ['上月', 'Last month'],
  asTable: ['看表格', 'See as a table'],
  noRows: ['没有数据', 'Nothing here'],
  downloadOf: ['下载 CSV：{what}', 'Download CSV: {what}'],
  behind: [
    '还有 {count} 条新记录正在计入，稍后刷新会更准确。',
    '{count} newer events are still being read; refresh in a moment for the latest.',
  ],
  close: ['关闭', 'Close'],
  apply: ['应用', 'Apply'],
  copyLink: ['复制链接', 'Copy link'],
  copied: ['链接已复制', 'Link copied'],
  pageFailed: ['页面没有加载出来，请刷新重试。', 'This page could not be loaded. Please reload.'],
  period: ['时间范围', 'Period'],
  lastDays: ['近 {days} 天', 'Last {days} days'],
  from: ['从', 'From'],
  to: ['到', 'To'],
  badPeriod: [
    '请选择起止日期，最长 {days} 天。',
    'Please choose a first and a last day, at most {days} days apart.',
  ],
  breakdown: ['查看方式', 'View by'],
  byNone: ['总览', 'Overall'],
  byDay: ['按天', 'Day'],
  byProduct: ['按内容', 'Product'],
  byChannel: ['按渠道', 'Channel'],
  byLanguage: ['按语言', 'Language'],
  timeZone: ['时区', 'Time zone'],
  zoneMerchant: ['商家时区', 'Merchant’s'],
  zoneMerchantNamed: ['商家时区（{zone}）', 'Merchant’s ({zone})'],
  zoneMine: ['我的时区（{zone}）', 'Mine ({zone})'],
  currency: ['币种', 'Currency'],
  allCurrencies: ['全部', 'All'],
  refresh: ['刷新', 'Refresh'],
  download: ['下载 CSV', 'Download CSV'],
  impressions: ['展示', 'Shown'],
  opened: ['打开结账', 'Checkout opened'],
  pressed: ['点击支付', 'Pay pressed'],
  paid: ['支付成功', 'Paid'],
  refunded: ['已退款', 'Refunded'],
  ofPrevious: ['占上一步', 'Of previous step'],
  ofPreviousShort: ['占上一步 {rate}', '{rate} of previous'],
  ofImpressions: ['占展示', 'Of shown'],
  overall: ['总转化', 'Overall'],
  overallMore: ['支付成功 ÷ 展示', 'Paid ÷ shown'],
  step: ['步骤', 'Step'],
  count: ['次数', 'Count'],
  direct: ['非推荐', 'Without recommendation'],
  total: ['合计', 'Total'],
  rest: ['其余 {count} 项', '{count} more'],
  goneProduct: ['已删除的内容（{key}）', 'Removed product ({key})'],
  plotHeading: ['图表', 'Plot'],
  plotLabel: [
    '{what}。{figures}。同样的数字见下方表格。',
    '{what}. {figures}. The same figures are in the table below.',
  ],
  plotOverall: ['各步骤数量', 'Count of each step'],
  plotDay: ['每天各步骤数量', 'Count of each step by day'],
  plotShare: ['各步骤占展示的比例', 'Each step as a share of shown'],
  plotTop: ['展示最多的 {count} 项', 'The {count} most shown'],
  plotFailed: [
    '图表没有加载出来，请看下方表格。',
    'The plot could not be loaded; please see the table below.',
  ],
  tableHeading: ['明细', 'Figures'],
  dayCaption: ['{from}，{zone}', '{from}, {zone}'],
  tableCaption: ['{from} 至 {to}，{zone}', '{from} to {to}, {zone}'],
  smallPrint: ['小字：{what}', 'small: {what}'],
  moneyHeading: ['金额', 'Money'],
  moneyMore: [
    '按付款或退款发生的日期统计，与总账一致。',
    'By the day money was paid or went back; equal to the ledger.',
  ],
  moneyPaid: ['收款', 'Paid'],
  moneyRefunded: ['退款', 'Refunded'],
  moneyNet: ['净额', 'Net'],
  moneySource: ['来源', 'Source'],
  fromPeriod: ['这段时间的推荐', 'Recommended in this period'],
  fromOther: ['其他日期的推荐', 'Recommended on other days'],
  noMoney: ['这段时间没有收款和退款。', 'No money moved in this period.'],
  empty: ['这段时间还没有推荐', 'Nothing was recommended in this period'],
  emptyMore: [
    '学员在对话里提问、看到推荐后，数据会出现在这里。也可以换一个时间范围看看。',
    'Figures appear once learners ask and see recommendations. You can also try another period.',
  ],
  updated: ['数据已更新', 'Figures updated'],
  web: ['网页对话', 'Web chat'],
  mobile_web: ['手机网页', 'Mobile web'],
  wechat: ['微信', 'WeChat'],
  alipay: ['支付宝', 'Alipay'],
  miniprogram: ['小程序', 'Mini program'],
  ios_app: ['iOS 应用', 'iOS app'],
  android_app: ['安卓应用', 'Android app'],
  zh: ['中文', 'Chinese'],
  en: ['英文', 'English'],
} as const;

export type DashboardKey = keyof typeof dashboardText;

/** The words of each breakdown. */
export const breakdownKeys = {
  none: 'byNone',
  day: 'byDay',
  product: 'byProduct',
  channel: 'byChannel',
  language: 'byLanguage',
} as const satisfies Record<string, DashboardKey>;

interface ToldPeriod {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

/** Which days a table tells of, and by which clock. */
export function periodText({ from, to, timeZone: zone }: ToldPeriod, language: Language): string {
  return textOf(dashboardText[from === to ? 'dayCaption' : 'tableCaption'], language, { from, to, zone });
}
