import { passwordText } from '../../staff/password-text.ts';
import { consoleText } from '../text.ts';

const own = {
  sections: ['设置分类', 'Sections'],
  // One's own account
  security: ['账号与安全', 'Account and security'],
  sessions: ['登录设备', 'Where you are signed in'],
  unknownDevice: ['未知设备', 'Unknown device'],
  thisDevice: ['当前设备', 'This device'],
  signedInSince: ['{since} 登录', 'since {since}'],
  lastSeen: ['最近活跃：{time}', 'last active: {time}'],
  endSession: ['退出', 'Sign out'],
  endSessionOf: ['退出 {device}', 'Sign out {device}'],
  endOthers: ['退出其他所有设备', 'Sign out everywhere else'],
  sessionsEnded: ['已退出 {count} 台设备', '{count} signed out'],
  // What an agent takes
  abilities: ['我的技能', 'What you take'],
  abilitiesMore: [
    '排队的会话会优先分给说同一种语言、有对应技能的客服。',
    'Who waits is offered first to agents who speak the language and have the skill.',
  ],
  capacityBySupervisor: [
    '同时接待上限：{count}，由主管在“团队”里设置。',
    'At once: {count}. A supervisor sets it under “Team”.',
  ],
  saved: ['已保存', 'Saved'],
  // Canned replies
  cannedMore: [
    '在回复框输入 / 和快捷词即可使用，变量会按当前会话填好。',
    'Type / and the shortcut while you reply; variables are filled in for that conversation.',
  ],
  cannedEmpty: ['还没有快捷回复。', 'There are no canned replies yet.'],
  addCanned: ['新建快捷回复', 'New canned reply'],
  changeCanned: ['编辑 /{shortcut}', 'Edit /{shortcut}'],
  shortcut: ['快捷词', 'Shortcut'],
  shortcutHint: ['小写字母、数字、- 和 _', 'Lower-case letters, digits, - and _'],
  cannedTitle: ['名称', 'Name'],
  forSkill: ['仅限技能组（选填）', 'Only for this skill (optional)'],
  textZh: ['中文内容', 'Chinese text'],
  textEn: ['英文内容', 'English text'],
  oneText: ['至少填写一种语言。', 'Give at least one of the two.'],
  variables: ['插入变量', 'Insert'],
  learner_name: ['学员称呼', 'learner’s name'],
  agent_name: ['客服称呼', 'your name'],
  order_number: ['订单号', 'order number'],
  order_total: ['订单金额', 'order total'],
  product_title: ['内容名称', 'product title'],
  seller_name: ['商家名称', 'seller’s name'],
  retire: ['停用', 'Retire'],
  retireCanned: ['停用 /{shortcut}？', 'Retire /{shortcut}?'],
  retireCannedMore: [
    '同事不能再选用它，已发出的内容不受影响。',
    'Nobody can choose it any more. What was sent stays.',
  ],
  edit: ['编辑', 'Edit'],
  nobodyFits: ['没有符合“{text}”的快捷回复。', 'No canned reply matches “{text}”.'],
  filter: ['筛选', 'Filter'],
  // Labels
  labelsMore: ['用来给会话归类，所有客服都能使用。', 'They sort conversations; every agent can use them.'],
  labelsEmpty: ['还没有标签。', 'There are no labels yet.'],
  addLabel: ['新建标签', 'New label'],
  changeLabel: ['编辑“{name}”', 'Edit “{name}”'],
  labelName: ['名称', 'Name'],
  colour: ['颜色', 'Colour'],
  grey: ['灰', 'Grey'],
  red: ['红', 'Red'],
  orange: ['橙', 'Orange'],
  yellow: ['黄', 'Yellow'],
  green: ['绿', 'Green'],
  teal: ['青', 'Teal'],
  blue: ['蓝', 'Blue'],
  purple: ['紫', 'Purple'],
  retireLabel: ['停用“{name}”？', 'Retire “{name}”?'],
  retireLabelMore: ['会话上已有的这个标签会一并消失。', 'It disappears from the conversations that have it.'],
} as const;

export const settingsText = { ...passwordText, ...consoleText, ...own } as const;
