import { type Both, both } from './both.ts';

/** What the bot says when nothing is sold or looked up. */
export const talk = {
  hello: both(
    '你好！想学点什么？说说主题、基础和预算，我来找。',
    "Hello! What would you like to learn? Tell me the subject, your level and your budget, and I'll look.",
  ),
  welcome: both(
    '不客气！还想看点什么，随时说。',
    "You're welcome! If there's anything else you'd like to see, just say so.",
  ),
  goodbye: both(
    '再见！这段对话会保留，随时回来接着聊。',
    'Goodbye! This conversation stays here, so you can pick it up any time.',
  ),
  fine: both('好的，需要的时候叫我。', "All right. I'm here when you need me."),
  aboutMe: both(
    '我是智能助手（机器人）。我能帮你找课程、专栏和电子书，在这里完成付款，查订单和已购内容，也能说明退款怎么走。',
    "I'm the assistant here, a bot. I can find courses, columns and ebooks for you, take payment right here, look up your orders and what you own, and explain how refunds work.",
  ),
  offTopic: both(
    '这个我不太懂。我主要帮你找课程、专栏和电子书，也能查订单。想学点什么？',
    "That's outside what I know. I help find courses, columns and ebooks, and look up orders. What would you like to learn?",
  ),
  distress: both(
    '听你这么说，我很担心你。我只是一个机器人，帮不上这么重要的忙，但有人可以：请拨打全国心理援助热线 12356，接电话的是专业的人。如果你现在有危险，请马上打 120 或 110，或者找一个信得过的人陪着你。你不必一个人扛着。',
    "I'm worried to hear that. I'm only a bot and can't give you the help you deserve, but people can: in the US call or text 988, in the UK and Ireland call 116 123, in China call 12356; elsewhere your emergency number knows the local crisis line. If you are in danger right now, please call emergency services or stay with someone you trust. You don't have to carry this alone.",
  ),
  medical: both(
    '身体上的事我给不了建议，请问医生或药师；症状急或者重，请马上去医院或打 120。想找健康方面的课和书，可以告诉我。',
    "I can't advise on your health: please ask a doctor or a pharmacist, and if it is urgent call your emergency number. If you'd like courses or books about health, tell me.",
  ),
  insulted: both(
    '抱歉，没帮上你的忙。告诉我哪里不对，我尽量解决。',
    "I'm sorry I haven't been helpful. Tell me what went wrong and I'll do my best to put it right.",
  ),
  unclear: both(
    '我没太明白你的意思。可以换个说法吗？比如“零基础想学 Python”或“我的订单在哪”。',
    "I didn't quite get that. Could you put it another way? For example, “I'm new and want to learn Python” or “where is my order”.",
  ),
  stillUnclear: both(
    '抱歉，还是没听懂。点下面的选项试试，或者直接告诉我想学的主题。',
    "Sorry, I still don't follow. Try one of the options below, or simply name the subject you'd like to learn.",
  ),
  fileCame: both(
    '文件收到了，人工客服可以看到。我自己还读不了文件，请用文字说说想问什么，或者找人工客服帮你看。',
    "Your file is here, and our people can see it. I can't read files myself: tell me in words what you need, or ask for a person to look at it.",
  ),
  filesNotTaken: (names: readonly string[]) =>
    both(
      `${names.map((name) => `“${name}”`).join('、')}没有收到：这个渠道还不能传文件。请用文字说说情况，或者到网站上的对话里上传。`,
      `${names.map((name) => `“${name}”`).join(', ')} did not arrive: files cannot be sent through this channel yet. Please tell me in words, or upload it in the chat on the website.`,
    ),
  languageSet: both('好的，接下来我用中文回答。', "Sure, I'll answer in English from now on."),
  languagesSpoken: both(
    '我会说中文和英文，你想用哪一种？',
    'I speak Chinese and English. Which would you like?',
  ),
  foreign: both(
    '我只会中文和英文，请用其中一种和我说。 (I speak Chinese and English.)',
    'I speak English and Chinese, so please write in one of them. （我会说英文和中文。）',
  ),
  noCardNumbers: both(
    '请不要在聊天里发银行卡号和密码：我用不到，也不会用它扣款。付款只在付款页面里由你自己填写。',
    "Please don't send card numbers or passwords in the chat: I don't need them and never charge a card with them. You enter them yourself, on the payment page only.",
  ),
  apology: both(
    '抱歉，我这边出了点问题，没能答上来。你的消息已经收到，请再问我一次。',
    "Sorry, something went wrong on my side and I couldn't answer. Your message did arrive; please ask me once more.",
  ),
};

/** Answers offered with one tap. */
export const quickReplies = {
  start: both('推荐几门适合新手的课', 'Recommend something for beginners'),
  orders: both('我的订单', 'My orders'),
  content: both('我买过的内容', 'What I own'),
  keep: both('先不退了', "I'll keep it"),
  refund: both('怎么退款？', 'How do refunds work?'),
  cheaper: both('有便宜一点的吗？', 'Anything cheaper?'),
  free: both('有免费的吗？', 'Anything free?'),
  others: both('换一批', 'Show me others'),
  compare: both('这几个有什么区别？', 'How do these compare?'),
  beginner: both('我是零基础', "I'm a beginner"),
  someBasis: both('我有一些基础', 'I know the basics already'),
  anyPrice: both('预算不限', 'Any price is fine'),
  anyLanguage: both('其他语言也可以', 'Any language is fine'),
  paymentTrouble: both('付款遇到问题', 'I have trouble paying'),
  howToPay: both('有哪些支付方式？', 'How can I pay?'),
  invoice: both('开发票', 'I need an invoice'),
  person: both('找人工客服', 'Talk to a person'),
  backToBot: both('取消排队', 'Back to the bot'),
};

const PLACES_ZH = ['一', '二', '三', '四', '五', '六'];
const PLACES_EN = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** "Buy the second one", as a tap that the bot understands. `index` from 0. */
export function buyReply(index: number) {
  return both(`买第${PLACES_ZH[index] ?? index + 1}个`, `Buy the ${PLACES_EN[index] ?? `#${index + 1}`} one`);
}

/** "Show me what there is on …", as a tap that the bot understands. */
export function subjectReply(name: Both): Both {
  return both(`看看${name.zh}方向的`, `Show me ${name.en}`);
}

/** The same when there is only one. */
export const buyThis = both('就买这个', 'Buy this one');

/** "What is the second one about?", as a tap that the bot understands. `index` from 0. */
export function detailsReply(index: number) {
  return both(
    `第${PLACES_ZH[index] ?? index + 1}个讲什么？`,
    `Tell me about the ${PLACES_EN[index] ?? `#${index + 1}`} one`,
  );
}
