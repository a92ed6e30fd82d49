import type { IntentPattern, WholePattern } from './intents.ts';

/** How learners say it in English. The text is normalised: lower case, plain apostrophes, slips in keywords mended. */
export const EN_INTENTS: readonly IntentPattern[] = [
  [
    'manipulate',
    4,
    /\b(?:ignore|disregard|forget|override)\b[^.?!]{0,20}\b(?:previous|above|prior|all|your|earlier|system)\b[^.?!]{0,20}\b(?:instructions?|rules?|prompts?|directions?|messages?)\b/u,
  ],
  [
    'manipulate',
    4,
    /\b(?:system|initial|hidden|your) prompt\b|\b(?:new|updated|revised|override) (?:system )?(?:instructions|prompt)\b|\bdeveloper mode\b|\bjailbreak\b|\byou are now\b|\bpretend (?:to be|you are|you're)\b|\b(?:pretend|assume|say|imagine|act like|act as if)\b[^.?!]{0,12}\b(?:price|total|it|they|everything|all prices)\b[^.?!]{0,8}\b(?:is|are|was|were|costs?)\b[^.?!]{0,6}(?:\b0\b|\bzero\b|\bfree\b|\bnothing\b)|^[[(<#*\s]*(?:system|admin(?:istrator)?|developer|root|assistant)(?: (?:message|note|prompt|override))?[\])>]*\s*:|\bact as (?:an? )?(?:admin|developer|root)\b/u,
  ],
  [
    'manipulate',
    4,
    /\b(?:set|change|make|lower|update)\b[^.?!]{0,16}\b(?:price|total|amount)\b[^.?!]{0,10}\b(?:to|as)\b|\b(?:mark|set)\b[^.?!]{0,20}\b(?:as )?paid\b|\bunlock\b[^.?!]{0,20}\b(?:for free|without paying|everything)\b/u,
  ],
  [
    'manipulate',
    4,
    /\bi (?:already |have already |have )?paid\b[^.?!]{0,12}[,;]?[^.?!]{0,12}\b(?:just )?(?:unlock|open|activate)\b/u,
  ],

  [
    'payment_trouble',
    4,
    /\b(?:payment|card|pay|checkout|transaction|qr code?|alipay|wechat pay)\b[^.?!]{0,24}\b(?:fail(?:ed|s|ing)?|declined?|declines|reject(?:ed|s)?|error|stuck|not work(?:ing)?|doesn't work|does not work|won't|not go(?:ing)? through|didn't|did not|expired|problem|issue|refused)\b/u,
  ],
  [
    'payment_trouble',
    4,
    /\b(?:can't|cannot|can not|couldn't|unable to|not able to|won't let me|trouble|problem|issue)\b[^.?!]{0,16}\b(?:pay|paying|payment|check ?out|scan)\b/u,
  ],
  [
    'payment_trouble',
    4,
    /\b(?:charged|billed|paid)\b[^.?!]{0,12}\b(?:twice|two times|double|again|wrong|but|and still|nothing)\b|\bdouble[- ]charged?\b|\bi(?:'ve| have)? paid\b[^.?!]{0,20}\b(?:but|still|nothing|no access|not|can't)\b|\bmoney (?:was |is |has been )?(?:taken|gone|deducted)\b/u,
  ],
  ['payment_trouble', 3, /\b(?:fail(?:ed)?|declined)\b[^.?!]{0,16}\b(?:payment|card|pay)\b/u],

  [
    'refund',
    4,
    /\brefund(?:s|ed|able|ing)?\b|\bmoney[- ]back\b|\bget my money\b|\bwant my money\b|\breturn (?:it|this|the|my)\b/u,
  ],
  ['invoice', 4, /\binvoices?\b|\bfapiao\b|\bvat (?:receipt|bill)\b|\btax (?:receipt|id|number)\b/u],

  [
    'human',
    4,
    /\b(?:talk|speak|chat|connect|transfer|put me through|get|contact|reach|need|want)\b[^.?!]{0,16}\b(?:to |with |me )?(?:an? |the |some |your )?(?:real |live |actual |human )?(?:human(?! resources)|person|people|someone|somebody|agent(?!s? (?:course|development|framework))|representative|operator|staff|customer (?:service|support|care)|support team|manager|supervisor|someone in charge)\b(?! (?:course|class|book|training|skills))/u,
  ],
  [
    'human',
    3,
    /^(?:human|agent|person|representative|operator|customer (?:service|support)|support|live chat)(?: please)?[.!?]*$|\b(?:get|want|need|with|to) (?:a )?(?:real|live) (?:human|person|agent)\b|\bfile a complaint\b|\bcomplain\b/u,
  ],

  [
    'language',
    4,
    /\b(?:speak|talk|answer|reply|respond|write|switch|change|use)\b[^.?!]{0,16}\b(?:in|to|into)? ?(?:english|chinese|mandarin)\b(?: please| instead| with me| now)?[.?!]*$(?<!\b(?:learn|teach|course|improve)\b.*)/u,
  ],
  [
    'language',
    4,
    /^in (?:english|chinese|mandarin)[.?!]*$|^(?:in )?(?:english|chinese|mandarin),? (?:please|pls)[.?!]*$|\bdo you speak (?:english|chinese|mandarin)\b/u,
  ],

  [
    'access',
    4,
    /\bwhere\b[^.?!]{0,24}\b(?:my (?:courses?|books?|ebooks?|columns?|content|purchases?|lessons?|library)|(?:i|i've) (?:bought|purchased|paid for))\b|\bmy (?:courses?|library|books?|ebooks?|content|lessons?|purchases)\b/u,
  ],
  [
    'access',
    4,
    /\b(?:can't|cannot|how (?:do|can) i|unable to|won't)\b[^.?!]{0,12}\b(?:open|access|watch|read|view|start)\b[^.?!]{0,16}\b(?:my|the|it|what i)\b|\b(?:want|need|get|make) (?:it|the (?:thing|course|book|video)|this|my \w+) to (?:open|work|play|load|start)\b|\bwhat (?:do i own|have i (?:bought|got)|did i buy)\b|\b(?:continue|resume|start) (?:learning|my course|the course)\b/u,
  ],

  [
    'orders',
    4,
    /\b(?:my|recent|past|last|previous|all|show|list|check|view|see|find)\b[^.?!]{0,12}\b(?:orders?|purchase history|order history|receipts?|transactions?)\b|\border (?:status|history|number)\b|\bwhere(?:'s| is) my order\b/u,
  ],
  ['orders', 3, /^(?:orders?|receipts?)[.?!]*$|\btrack\b[^.?!]{0,8}\border\b/u],

  [
    'discount',
    4,
    /\b(?:sell|give|let me have|have)\b[^.?!]{0,20}\bfor (?:just |only )?(?:[$¥€£]\s?)?(?:\d+|one|two|five|ten|a)\b[^.?!]{0,10}(?:dollars?|bucks?|yuan|cents?|rmb|[$¥€£]|$)|\b(?:best|final|lowest) price\b|\bhaggle\b|\bnegotiat(?:e|able)\b/u,
  ],
  [
    'discount',
    4,
    /\b(?:lower|reduce|drop|cut|knock)\b[^.?!]{0,12}\b(?:price|cost|down|off)\b|\bcan you (?:make|do|go) (?:it |that |this )?(?:any )?(?:cheaper|lower|less|better)\b|\bgive me (?:a )?(?:discount|deal|freebie)\b|\bfor free please\b/u,
  ],
  [
    'discount',
    3,
    /\bdiscounts?\b|\bcoupons?\b|\bpromo(?:tion)?s?(?: codes?)?\b|\bvouchers?\b|\bstudent price\b|\bon sale\b|\bspecial offers?\b|\bdeals?\b/u,
  ],

  [
    'cheaper',
    4,
    /\b(?:anything|something|any|ones?|options?|show|got|have|find|are there|is there|see)\b[^.?!]{0,16}\b(?:cheaper|less expensive|more affordable|lower[- ]priced?)\b|^(?:cheaper|cheaper ones?|less expensive)(?: please| ones?| options?)*[.?!]*$|\btoo (?:expensive|pricey|much|costly)\b|\b(?:over|above|beyond|outside) (?:my )?budget\b|\bcan't afford\b/u,
  ],

  [
    'buy',
    4,
    /\b(?:buy|purchase|get|order|take|choose|pick|want|have|grab)\b[^.?!]{0,12}\b(?:the |number |no\.? ?|option )?(?:first|second|third|fourth|fifth|sixth|last|cheapest|1st|2nd|3rd|4th|5th|6th|#[1-6]|number [1-6]|option [1-6])\b(?! (?:steps?|time|place))/u,
  ],
  [
    'buy',
    4,
    /\b(?:buy|purchase|take|order) (?:it|this|that|this one|that one|them)\b(?! easy)|\bi'll (?:take|buy|get) (?:it|this|that|the)\b|\bcheck ?out\b(?! (?:fail|error))|\bbuy now\b|\bhow (?:do|can) i (?:buy|purchase|order)\b/u,
  ],
  ['buy', 2, /\b(?:i want to|i'd like to|i would like to|can i|let me) (?:buy|purchase|order)\b|^buy\b/u],

  [
    'price',
    4,
    /\bhow much\b(?! (?:time|experience|math|effort))|\bwhat(?:'s| is| does| are| do)\b[^.?!]{0,20}\b(?:price|prices|cost|costs|fee)\b|\bprice of\b|\bhow expensive\b|^(?:the )?prices?[.?!]*$/u,
  ],

  [
    'details',
    3,
    /\b(?:tell me (?:more )?about|more about|details? (?:of|about|on)|describe|what(?:'s| is)(?: in)?|what does)\b[^.?!]{0,6}\b(?:the )?(?:first|second|third|fourth|fifth|sixth|last|it|this one|that one|number [1-6]|#[1-6])\b/u,
  ],
  [
    'details',
    3,
    /^(?:the )?(?:first|second|third|fourth|fifth|sixth|last|number [1-6]|#[1-6])(?: one)?(?: please)?[.?!]*$/u,
  ],

  [
    'abuse',
    4,
    /\b(?:fuck(?:ing|er)?|shit(?:ty)?|bitch|asshole|bastard|moron|idiot|retard(?:ed)?|piss off|screw you|stfu|dumbass|scam(?:mers?)?|you suck|go to hell|kill yourself)\b|\b(?:stupid|useless|dumb|worthless|garbage|trash|crap(?:py)?) (?:bot|robot|thing|service|machine|site|ai|app)\b|\byou(?:'re| are) (?:so |such an? )?(?:stupid|useless|dumb|worthless|terrible|awful)\b/u,
  ],

  [
    'search',
    4,
    /\b(?:want|like|love|looking|trying|hoping|need|plan(?:ning)?|how) to (?:learn|study|start (?:with|learning)|get into|master|improve|understand|read about|brush up|get better|become)\b|\brecommend(?:ation|ations|ed|s)?\b|\bsuggest(?:ion|ions)?\b|\bteach me\b/u,
  ],
  [
    'search',
    3,
    /\b(?:courses?|classes|class|books?|e-?books?|columns?|tutorials?|lessons?|guides?|training|videos?)\b[^.?!]{0,4}\b(?:on|about|for|in|to|that|with|under)\b|\b(?:any|some|find|show|search|good|best|beginner|have)\b[^.?!]{0,30}\b(?:courses?|classes|books?|e-?books?|columns?|tutorials?|lessons?|guides?)\b|\blooking for\b|\blearn(?:ing)?\b/u,
  ],
  [
    'search',
    2,
    /\b(?:courses?|books?|e-?books?|tutorials?|study|lessons?|beginners?|introduction|basics)\b/u,
  ],

  [
    'about_bot',
    4,
    /\b(?:who|what) are you\b|\bare you (?:a |an )?(?:ro)?bot\b|\bare you (?:a )?(?:real|human|ai|person)\b|\bwhat (?:can|do) you do\b|\bhow (?:does this|do you) work\b|^(?:help|menu|what is this)[.?!]*$|\bwhat can you help\b|\bhow can you help\b|\byour name\b/u,
  ],

  [
    'off_topic',
    3,
    /\b(?:weather|forecast|what time is it|what day is it|tell me a joke|joke|sing (?:me )?a song|lottery|horoscope|who won|restaurants?|girlfriend|boyfriend|do you love|how old are you|president|news today|stock price|bitcoin price)\b/u,
  ],
  [
    'off_topic',
    3,
    /\bwrite (?:me )?(?:a|an|my) (?:poem|essay|story|song|letter|email)\b|\bdo my homework\b|\btranslate (?:this|the following)\b|\bwhat(?:'s| is) \d+\s*[-+*/x]\s*\d+|^\d+\s*[-+*/x]\s*\d+|\bcapital of\b/u,
  ],

  ['human', 2, /\bsomeone (?:help|call) me\b|\bcall me back\b/u],
  [
    'language',
    4,
    /\b(?:change|switch|adjust|alter|set)\b[^.?!]{0,20}\b(?:languages?|english|chinese|mandarin)\b(?<!\b(?:learn|course)\b.*)|\b(?:speak|talk|answer|reply|respond)\b[^.?!]{0,20}\b(?:french|spanish|german|japanese|korean|russian|italian|portuguese|arabic|cantonese|hindi)\b(?<!\b(?:learn|course|teach)\b.*)/u,
  ],
  [
    'about_bot',
    4,
    /\b(?:are|if) you(?:'re| are)? (?:really |actually )?(?:an? )?(?:real|human|person|computer|machine|bot|robot|ai|artificial)\b|\bam i (?:talking|speaking|chatting) (?:to|with) (?:an? )?(?:real|human|person|bot|robot|machine|computer)\b|\byou(?:'re| are) (?:an? )?(?:real|bot|robot|machine|computer|ai)\b/u,
  ],
  [
    'about_bot',
    4,
    /\bwho (?:made|created|built|designed|programmed|developed|owns) you\b|\bwhat (?:can|should|could) i ask\b|\bwhat (?:skills|features|functions) do you\b|\bwhat (?:sort|kinds?|types?) of (?:things|questions)\b[^.?!]{0,12}\b(?:you|i ask)\b|\bwhat are you (?:capable|able)\b/u,
  ],
  [
    'greeting',
    2,
    /\bhow(?:'s| is| are) (?:you|it going|everything|things|your day|life)\b|\bnice to meet you\b|\bare you doing (?:ok(?:ay)?|well|good)\b/u,
  ],
  ['thanks', 2, /\bthank(?:s| you)\b|\bappreciate\b|\bgrateful\b|\bthx\b/u],
  [
    'bye',
    2,
    /\b(?:good)?bye\b|\bfarewell\b|\bsee you\b|\btalk (?:to you )?later\b|\btake it easy\b|\bpeace out\b/u,
  ],
  [
    'agreement',
    2,
    /\bnever ?mind\b|\bforget (?:it|that|about it)\b|\bcancel (?:that|it)\b|\bi'll pass\b|\bi don't know\b|\bnot sure\b|\bthat's (?:right|correct|true|all|it)\b/u,
  ],

  [
    'claims_paid',
    3,
    /^i(?:'ve| have| just)? (?:already |just )?paid(?: now| already| for it)?[.!]*$|^(?:paid|payment (?:is )?(?:done|complete[d]?|success(?:ful)?|succeeded|made)|i (?:sent|made) the (?:money|payment))[.!]*$/u,
  ],
  [
    'how_to_pay',
    4,
    /\b(?:how|which way|what ways?) (?:do|can|to|should|could) (?:i |we |you )?pay\b|\bpayment (?:methods?|options?)\b|\b(?:pay|paying) (?:with|by|via|using|in) (?:paypal|alipay|wechat|apple|google|credit|debit|a card|card|visa|mastercard|installments?|bank|cash|crypto)|\b(?:accept|take|support) (?:paypal|alipay|wechat|apple pay|google pay|credit cards?|debit cards?|visa|mastercard|amex|crypto|bitcoin|installments?)\b/u,
  ],
  [
    'terms',
    3,
    /\bcertificates?\b|\bsubtitles?\b|\b(?:closed )?captions\b|\bshare (?:it|this|the course|my account|one account) with\b|\bhow long (?:is|do|does|will|can)\b[^.?!]{0,24}\b(?:access|valid|last|keep|available)\b|\b(?:does|will|do) (?:it|they|the course|my access|access) expire\b|\blifetime access\b|\b(?:can|could) i download\b|\b(?:watch|read|use)\b[^.?!]{0,12}\boffline\b|\bfree trial\b|\bpreview\b|\bhow many devices\b|\b(?:homework|assignments) (?:included|graded)\b/u,
  ],
];

/** Said alone, with nothing left over but politeness. */
export const EN_WHOLE: readonly WholePattern[] = [
  [
    'greeting',
    /\b(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|what's up|sup|anyone there|anybody there|are you there)\b/gu,
  ],
  [
    'thanks',
    /\b(?:thank you(?: (?:so|very) much)?|thanks(?: a (?:lot|bunch|million))?|many thanks|thx|ty|cheers|much appreciated|appreciate it|great|awesome|perfect|cool|nice|that helps|you're the best)\b/gu,
  ],
  [
    'bye',
    /\b(?:bye(?:[- ]bye)?|goodbye|good night|see (?:you|ya)(?: later| soon)?|later|take care|cya|that's all|i'm done|have a (?:good|nice) (?:day|one))\b/gu,
  ],
  [
    'agreement',
    /\b(?:ok(?:ay)?|k|yes|yep|yeah|yup|sure|no|nope|nah|fine|alright|all right|got it|i see|understood|no problem|not now|never ?mind|maybe(?: later)?|i'll think about it|right|not interested)\b/gu,
  ],
  [
    'buy',
    /\b(?:i (?:want|would like) to |i'd like to |let me )?(?:buy|purchase|order|pay)(?: (?:it|this|now))?\b/gu,
  ],
  ['abuse', /\b(?:idiot|stupid|useless|scam|liar|trash|garbage)\b/gu],
];

/** Politeness that carries nothing. */
export const EN_FILLER =
  /\b(?:please|pls|there|bot|sir|madam|friend|everyone|all|so|very|much|oh|well|just|then|again|for|that|the|your|help|it|you|to|and)\b/gu;
