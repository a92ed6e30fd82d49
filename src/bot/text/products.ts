import { type Both, both } from './both.ts';

/** What the bot says about products. Prices come in as text made from a card, never from here. */
export const products = {
  found: both('找到这几个，看看有没有合适的：', "Here's what I found:"),
  foundOne: both('找到一个合适的：', 'I found one that fits:'),
  near: both('没有完全对得上的，这几个比较接近：', 'Nothing matches that exactly, but these come close:'),
  browse: both(
    '先看看这几个。告诉我想学什么、有没有基础、预算多少，我能挑得更准。',
    'Here are a few to begin with. Tell me the subject, your level and your budget, and I can choose better.',
  ),
  none: both(
    '没有找到合适的内容。换个说法试试，比如想学的主题、有没有基础。',
    "I couldn't find anything that fits. Try other words: the subject you'd like to learn, or your level.",
  ),
  noneOn: (said: string) =>
    both(
      `这里还没有讲“${said}”的内容。换个方向，或者说说你想解决什么，我再找。`,
      `There is nothing on “${said}” here yet. Name another subject, or tell me what you want it for, and I'll look again.`,
    ),
  noneOnBut: (said: string, beside: Both) =>
    both(
      `这里还没有讲“${said}”的内容。比较接近的是${beside.zh}方向的，要看看吗？`,
      `There is nothing on “${said}” here yet. The nearest I have is on ${beside.en}; would you like to see that?`,
    ),
  nearTo: (said: string) =>
    both(
      `没有专门讲“${said}”的内容，这几个比较接近：`,
      `There is nothing on “${said}” itself, but these come close:`,
    ),
  notForChildren: both(
    '没有专门给孩子的，下面这些是面向成人的，供你参考：',
    'None of these is made for children; they are for adults, should that help:',
  ),
  noneInBudget: both(
    '这个方向有内容，但没有符合你预算的。可以放宽预算，或者换个方向看看。',
    'There is something on this, but nothing that fits your budget. Shall I look without it, or for another subject?',
  ),
  noneFree: both(
    '这个方向没有免费的内容。要看看付费的吗？',
    'Nothing on this is free. Shall I show you what costs something?',
  ),
  noneInLanguage: both(
    '这个方向暂时没有这种语言的内容。要看看其他语言的吗？',
    'There is nothing on this in that language yet. Shall I show you other languages?',
  ),
  others: both('再看看这几个：', 'Here are some others:'),
  noOthers: both(
    '符合要求的都给你看过了。换个条件或方向，我再找。',
    "That was everything that fits. Change a wish or the subject and I'll look again.",
  ),
  askLevel: both('你有相关的基础吗？', 'Do you know the basics already?'),
  nothingToCompare: both(
    '只找到一个，没有可以比较的。告诉我想比较哪两个。',
    'I have found only one, so there is nothing to compare. Which two do you mean?',
  ),
  cheaper: both('这些更便宜一些：', 'These cost less:'),
  nothingShown: both(
    '还没有选定内容。告诉我想学什么，我来找。',
    "Nothing is picked out yet. Tell me what you'd like to learn and I'll look.",
  ),
  which: both('你说的是哪一个？', 'Which one do you mean?'),
  pressBuy: (title: string) =>
    both(
      `好的，《${title}》。点卡片上的“购买”就能付款，付款前会再和你确认价格。`,
      `Sure: “${title}”. Press Buy on the card to pay; you'll see the price once more before anything is charged.`,
    ),
  pressGet: (title: string) =>
    both(
      `好的，《${title}》不用付钱，点卡片上的“免费领取”就行。`,
      `Sure: “${title}” costs nothing. Press “Get it free” on the card.`,
    ),
  payByLink: (title: string, price: string) =>
    both(
      `好的，《${title}》，${price}。点“去付款”，在打开的网页里付；付好后，收据和学习入口会发到这里。`,
      `Sure: “${title}”, ${price}. Press “Pay” and pay on the page that opens; the receipt and the way in then come here.`,
    ),
  payByLinkAnew: (title: string, price: string) =>
    both(
      `《${title}》的价格刚刚有变化，现在是 ${price}。觉得合适就点“去付款”，在打开的网页里付；不付就不会扣款。`,
      `The price of “${title}” has just changed: it is ${price} now. If that suits you, press “Pay” and pay on the page that opens; until then nothing is charged.`,
    ),
  signInToBuy: both(
    '购买前要先登录，这样内容才能开通到你的账号。请在网站上登录，再从那里打开对话，告诉我要哪一个就行。',
    'To buy, please sign in first, so that it goes to your account: sign in on the website, open the conversation from there, and tell me again which one.',
  ),
  ownedAlready: (title: string) =>
    both(`《${title}》你已经有了，不用再买。`, `You have “${title}” already, so there is nothing to pay.`),
  notOnSale: (title: string) =>
    both(`抱歉，《${title}》刚刚下架了，买不了。`, `Sorry, “${title}” has just gone off sale.`),
  notSoldHere: (title: string) =>
    both(
      `抱歉，《${title}》暂时不在你所在的国家或地区销售。`,
      `I'm sorry, “${title}” is not available in your country or region.`,
    ),
  forOlder: (title: string) =>
    both(
      `抱歉，《${title}》有年龄要求，现在还不能卖给你。`,
      `I'm sorry, “${title}” is for older learners, so you can't buy it yet.`,
    ),
  allTaken: (title: string) =>
    both(
      `抱歉，《${title}》的名额已经满了。如果有人退出，会重新开放。`,
      `Sorry, all places of “${title}” are taken. If somebody leaves, one opens again.`,
    ),
  noSuchPlace: (count: number) =>
    both(`刚才一共列了 ${count} 个，你说的是第几个？`, `I listed ${count}. Which of them do you mean?`),
  price: (title: string, price: string) =>
    both(
      `《${title}》的价格是 ${price}，以付款时显示的为准。`,
      `“${title}” is ${price}, as confirmed when you pay.`,
    ),
  prices: both('价格如下，以付款时显示的为准：', 'The prices, as confirmed when you pay:'),
  cheapestShown: (title: string, price: string) =>
    both(
      `暂时没有比这更便宜的了。刚才这些里最便宜的是《${title}》，${price}。`,
      `I have nothing cheaper than that. The cheapest of these is “${title}” at ${price}.`,
    ),
  details: (title: string, description: string, facts: Both) =>
    both(`《${title}》：${description}\n${facts.zh}`, `“${title}”: ${description}\n${facts.en}`),
  terms: both(
    '这要看具体是哪一个，卡片上的“详情”里有介绍。那里没写的，我不敢替它保证。',
    "That depends on the item; “Details” on its card tells what comes with it. What isn't written there I can't promise.",
  ),
  noDeals: both(
    '价格对每个人都一样，以卡片上显示的为准，我改不了，也没法私下打折。要不要看看便宜一点的，或者免费的内容？',
    "Prices are the same for everybody and stand on the cards; I can't change them or strike a deal. Shall I look for something cheaper, or free?",
  ),
  noTricks: both(
    '这个我帮不了：价格、付款和开通都由系统按实际支付结果处理，我改不了，也不会改。想学什么，我很乐意帮你找。',
    "I can't do that: prices, payments and access follow what was really paid, and I have no way to change them. If there's something you'd like to learn, I'm glad to look for it.",
  ),
};
