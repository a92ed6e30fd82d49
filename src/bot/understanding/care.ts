/** What needs care before anything is sold: a life in danger, or a body that a doctor has to see. */
type Care = 'distress' | 'medical';

const DISTRESS =
  /(?:不想|不愿)(?:再)?活(?:了|下去|着)|想(?:去)?死(?!磕|记|机|锁|循环)(?!.{0,2}(?:我了|你了))|活(?:着|下去)[^，。,.]{0,6}(?:没(?:有)?(?:意思|意义|劲)|累|干嘛)|不如死|死了(?:算了|好了|更好)|一了百了|自杀|轻生|自残|割腕|了结(?:自己|生命|这一切)|结束(?:自己的?)?生命|\b(?:kill|hurt|harm|cut|cutting)(?:ing)? myself\b|\bsuicid(?:e|al)\b|\bend (?:my (?:own )?life|it all)\b|\b(?:want|wish|going|better) (?:to be |i was |i were )?(?:to die|dead|off dead)\b|\b(?:don't|do not|no longer) want to (?:live|be alive|exist|be here)(?: any ?more)?\b|\bno (?:reason|point)(?: in)? (?:to )?liv(?:e|ing)\b/u;

const MEDICAL =
  /(?:吃|用|开|打)(?:点|些)?(?:什么|啥|哪种)药|(?:能|可以|可不可以|能不能)(?:吃|用|停)[^，。,.]{0,10}(?:药|布洛芬|阿司匹林|抗生素|头孢|安眠药|褪黑素|胰岛素)|(?:药|布洛芬|头孢|安眠药|褪黑素)[^，。,.]{0,6}(?:剂量|吃几[片粒颗]|吃多少)|(?:胸闷|胸痛|喘不上气|咳血|便血|发烧)[^。]{0,14}(?:怎么办|怎么回事|要紧|严重|吃|去医院|正常)|(?:我|是不是)(?:得了|得)(?:癌|抑郁症|糖尿病)|\b(?:ibuprofen|aspirin|paracetamol|antibiotics?|insulin|xanax|antidepressants?|sleeping pills)\b|\bwhat (?:dose|dosage|medicine|medication|pills?)\b|\bchest pains?\b|\b(?:do i have|is it) (?:cancer|covid|diabetes|a stroke)\b|\bsymptoms? of\b/u;

const ABOUT_LEARNING = /课|书|专栏|教程|小说|剧本|\b(?:course|book|ebook|class|novel|lesson|story)s?\b/u;

/** The kind of care that a normalised text needs; null for nearly all. */
export function careNeeded(text: string): Care | null {
  if (DISTRESS.test(text)) return 'distress';
  return MEDICAL.test(text) && !ABOUT_LEARNING.test(text) ? 'medical' : null;
}
