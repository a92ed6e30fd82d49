/** Everything the demo platform says. */
export const words = {
  brand: { zh: '拾光知识', en: 'Gleam' },
  tagline: { zh: '把零碎时间，读成自己的光', en: 'Small moments, kept bright' },
  lead: {
    zh: '课程、专栏和电子书，由真正做过的人写。先问问学习顾问：你想学什么、会多少、想花多少钱。',
    en: 'Courses, columns and e-books by people who do the work. Start by asking: what you want to learn, what you know, what you want to spend.',
  },
  ask: { zh: '问问学习顾问', en: 'Ask the learning guide' },
  shelf: { zh: '大家在读', en: 'Being read now' },
  course: { zh: '课程', en: 'Course' },
  column: { zh: '专栏', en: 'Column' },
  ebook: { zh: '电子书', en: 'E-book' },
  promises: { zh: '为什么在这里学', en: 'Why learn here' },
  promise1: { zh: '先问，再买', en: 'Ask before you buy' },
  promise1More: {
    zh: '顾问按你的目标推荐，每一条都说明理由。',
    en: 'The guide suggests by your goal and says why.',
  },
  promise2: { zh: '付款不离开对话', en: 'Pay where you talk' },
  promise2More: {
    zh: '扫码或银行卡，付完马上开始学。',
    en: 'By code or by card; start the moment it is paid.',
  },
  promise3: { zh: '内容永久属于你', en: 'Yours to keep' },
  promise3More: {
    zh: '买到的内容一直在账号里，换设备也在。',
    en: 'What you bought stays in your account, on every device.',
  },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  signInHeading: { zh: '选一位演示学员登录', en: 'Sign in as a demo learner' },
  signInMore: {
    zh: '这是演示站点，不需要密码。',
    en: 'This is a demo site: no password is needed.',
  },
  home: { zh: '首页', en: 'Home' },
  otherLanguage: { zh: 'English', en: '中文' },
  footer: {
    zh: '演示站点，内容均为虚构。页面用两行代码嵌入了 Tilltalk。',
    en: 'A demo site; all content is made up. Two lines of code embed Tilltalk here.',
  },
  lessonOf: { zh: '第一节', en: 'Lesson one' },
  lessonTitle: { zh: '先看全貌，再迈第一步', en: 'See the whole, then take the first step' },
  lesson1: {
    zh: '欢迎来到第一节。学任何东西，最难的往往不是内容本身，而是不知道自己站在哪里。这一节我们先铺开地图：从哪里出发，会经过什么，终点长什么样。',
    en: 'Welcome to lesson one. The hardest part of learning anything is rarely the material; it is not knowing where you stand. So we begin by spreading out the map: where you start, what you will pass, and what the end looks like.',
  },
  lesson2: {
    zh: '读完请合上页面，用自己的话写三句：我为什么要学它？学会以后第一件想做的事是什么？每周能留给它几个小时？写下来，后面的每一节都会更容易。',
    en: 'When you have read it, close the page and write three sentences of your own: why do I want this, what is the first thing I will do with it, and how many hours a week can it have? Every later lesson gets easier once they are on paper.',
  },
  opened: { zh: '已打开', en: 'Now open' },
  bought: { zh: '已拥有', en: 'Yours' },
  start: { zh: '开始第一课', en: 'Start lesson 1' },
  startMore: {
    zh: '购买 7 天内、还没点“开始第一课”，都可以在对话里申请全额退款；开始学习后就不能自助退款了。',
    en: 'Within 7 days of buying, and until you press “Start lesson 1”, you can ask for a full refund in the chat. Once you have started, it can no longer be refunded there.',
  },
  locked: { zh: '还没有解锁', en: 'Not unlocked yet' },
  lockedMore: {
    zh: '这个内容还不在你的账号里。想先了解，或者现在就买，问问学习顾问。',
    en: 'This is not in your account yet. Ask the learning guide to hear more, or to buy it right there.',
  },
  lockedVisitor: {
    zh: '买过的话，登录后就能接着学；还没买，先问问学习顾问。',
    en: 'If you bought it, sign in and go on; if not, ask the learning guide first.',
  },
  lockedUnknown: {
    zh: '暂时查不到你的学习权限，买过的内容不会丢。请过一会儿刷新，或问问学习顾问。',
    en: 'We cannot look up your access right now; nothing you bought is lost. Please reload in a moment, or ask the learning guide.',
  },
  by: { zh: '{name} 著', en: 'by {name}' },
  unknownItem: { zh: '你的内容', en: 'Your content' },
  unknownItemMore: {
    zh: '编号 {id} 的内容正在上架，已购买的不会丢，稍后再来看看。',
    en: 'Item {id} is still being shelved. Nothing you bought is lost; please look in again a little later.',
  },
  notFound: { zh: '这里还没有内容', en: 'There is nothing here yet' },
  notFoundMore: { zh: '回首页看看，或者问问学习顾问。', en: 'Go back to the home page, or ask the guide.' },
  hello: { zh: '你好，{name}', en: 'Hello, {name}' },
} as const;

export type SiteLanguage = 'zh' | 'en';

/** Says a sentence in the language; `{name}` is replaced by the value of that name. */
export function siteText(
  key: keyof typeof words,
  language: SiteLanguage,
  values: Readonly<Record<string, string>> = {},
): string {
  return words[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
