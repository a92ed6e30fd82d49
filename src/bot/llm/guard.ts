/**
 * What a model may not say, whatever it was told: amounts and discounts (prices stand on cards), links and markup,
 * numbers and codes, anything about what was paid, opened, changed or granted, and titles that were not found.
 */
const FORBIDDEN: readonly RegExp[] = [
  /[¥￥$€£₩₽]|\b(?:CNY|RMB|USD|EUR|GBP|HKD|JPY)\b/iu,
  /\d\s*(?:元|块|毛|分钱|美元|美金|刀|日元|欧元|英镑|港币|折|%|％|dollars?|bucks?|yuan|cents?|euros?|pounds?|percent|off\b)/iu,
  /[零一二两三四五六七八九十百千万半几]\s*(?:元|块钱?|毛钱|分钱|折|美元|美金)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|zero)\s+(?:dollars?|bucks?|yuan|cents?|percent|rmb|euros?|pounds?)\b/iu,
  /免费|不要钱|不用(?:付)?钱|零元|半价|打折|折扣|优惠|特价|降价|便宜|改价|价格|价钱|售价|多少钱|红包|返现|赠送|送你|\b(?:free(?! time)|discount(?:ed|s)?|coupons?|vouchers?|promo|price[ds]?|costs?|cheap(?:er|est)?|half[- ]off|gift(?:ed)?|cash ?back|on the house)\b/iu,
  /退款|退钱|已(?:经)?(?:付|支付|付款|开通|解锁|购买|退|下单|取消|修改|改成|授权|发放|激活)|(?:为|给|帮)(?:你|您).{0,6}(?:开通|解锁|下单|退|改|发放|激活|取消|授权)|订单|支付|付款|转账|充值|余额|发票|账号|账户|密码|验证码|银行卡|开通|解锁|\b(?:refund(?:ed|s)?|paid|unlock(?:ed)?|granted?|activated?|order(?:ed|s)?|payment|pay|transfer(?:red)?|checkout|purchase[ds]?|wallet|balance|invoice|password|account|card number|cvv|admin(?:istrator)?|approved|authori[sz]ed|own(?:ed|s)?|yours now|access)\b/iu,
  /https?:|www\.|:\/\/|\b[\w-]+\.(?:com|cn|net|org|io|info|xyz|top|shop|site|club|app|dev|me|co|ru|link|click|example|test|local)\b|\b\d{1,3}(?:\.\d{1,3}){3}\b|@[\w-]+\.|\b(?:mailto|javascript|data|tel):/iu,
  /[<>{}[\]`|\\]|!\[|\]\(|&(?:#\d+|[a-z]+);|\bsrc=|\bonerror\b/iu,
  /\d{5,}|(?<![\p{L}\p{N}])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{5,}(?![\p{L}\p{N}])/u,
  /系统提示|提示词|开发者模式|管理员|\b(?:system prompt|developer mode|jailbreak|my instructions|as an? (?:ai )?(?:language )?model)\b/iu,
  /微信号?|加(?:我|V|微)|QQ|电报|whats ?app|telegram|wechat id/iu,
];
const CHARACTERS_MAX = 400;
const QUOTED = /《([^》]*)》|“([^”]*)”|"([^"]*)"|「([^」]*)」/gu;
/** Characters that are not seen and are used to hide words in others. */
const HIDDEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;

/** Whether a model's words, as far as they have come, break no rule. `titles`: the only ones it may quote. */
export function mayBeSaid(text: string, titles: readonly string[]): boolean {
  const plain = text.normalize('NFKC');
  if (plain.length > CHARACTERS_MAX || plain.search(HIDDEN) >= 0) return false;
  const quoted = [...plain.matchAll(QUOTED)].map((match) => (match.slice(1).find(Boolean) ?? '').trim());
  const known = titles.map((title) => title.normalize('NFKC'));
  if (quoted.some((words) => !known.some((title) => title.includes(words)))) return false;
  const withoutTitles = known.reduce((left, title) => left.replaceAll(title, ' '), plain);
  // Letters set apart say the same words.
  const joined = withoutTitles
    .replace(/(?<=\b[\p{L}\p{N}]) (?=[\p{L}\p{N}]\b)/gu, '')
    .replace(/(?<=\p{Script=Han})[ .·-]+(?=\p{Script=Han})/gu, '');
  return !FORBIDDEN.some((rule) => rule.test(withoutTitles) || rule.test(joined));
}
