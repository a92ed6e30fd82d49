/**
 * Ways to give a bot orders instead of asking it: to forget its rules, to show them, to be somebody else, to set a price. Each
 * needs a verb and its object close by, since learners ask about courses on prompts and on attacks too.
 */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:previous|prior|above|earlier|all|your|the)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|restrictions?)\b/u,
  /\b(?:reveal|print|repeat|output|show|tell)\b.{0,20}\b(?:your|the)\b.{0,12}\b(?:system|hidden|initial)\b.{0,12}\b(?:prompts?|instructions?|messages?)\b/u,
  /\byou are (?:now|no longer)\b.{0,40}\b(?:admin|administrator|developer|root|dan|unrestricted|jailbroken|bound)\b/u,
  /\b(?:enable|enter|switch to|activate)\b.{0,20}\b(?:developer|debug|admin|god|jailbreak) mode\b/u,
  /\b(?:set|change|make)\b.{0,30}\bprices?\b.{0,24}\bto\b\s*(?:[$¥€£]\s*)?(?:0|zero|free|1)\b/u,
  /<\|(?:im_start|im_end|system|endoftext)\|>|\[\/?inst\]|<<\/?sys>>/u,
  /(?:忽略|无视|忘掉|忘记|抛开|绕过|不要遵守|不用遵守).{0,12}(?:之前|以前|以上|上面|前面|先前|所有|全部|你的|系统).{0,8}(?:指令|指示|规则|提示词|设定|限制)/u,
  /(?:输出|打印|复述|显示|泄露|告诉我|给我看).{0,8}(?:你的|系统的?).{0,6}(?:提示词|系统提示|内部指令|初始指令)/u,
  /(?:从现在起|从现在开始|现在)?你(?:现在)?(?:是|就是|扮演).{0,10}(?:管理员|开发者|超级用户|没有限制|不受限制)/u,
  /(?:进入|开启|打开|切换到).{0,6}(?:开发者|管理员|调试|越狱)模式/u,
  /(?:把|将).{0,14}(?:价格|金额|总价).{0,6}(?:改成|改为|设成|设为|调成|调到)\s*(?:0|零|1|一)\s*(?:元|块|分|$)/u,
];

/** Whether a message tries to give the bot orders. It only tells so: what the bot does never rests on what it is told to do. */
export function givesOrders(text: string): boolean {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
  return ORDERS.some((order) => order.test(plain));
}
