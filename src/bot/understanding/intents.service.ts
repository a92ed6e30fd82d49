import type { IntentPattern } from './intents.ts';

/** How learners ask for what stands beside buying: comparing, codes, presents, what they have and what is kept of them. */
export const SERVICE_INTENTS: readonly IntentPattern[] = [
  [
    'payment_trouble',
    4,
    /(?:扣|刷|付|划)不(?:了|出|出去|上)(?:款|卡|钱)?|扣款(?:失败|不成功)|(?:验证|校验)(?:没|没有|不|未)(?:能)?(?:通过|过|成功)|(?:扣|收)(?:了)?(?:我)?(?:两|2|二|双|多)(?:次|遍|份)|(?:多|重复)扣/u,
  ],
  [
    'payment_trouble',
    4,
    /\b(?:won't|doesn't|does not|didn't|did not|isn't|not|never)\b[^.?!]{0,20}\b(?:card|payment|alipay|wechat)\b[^.?!]{0,12}\b(?:go through|work|accepted)\b|\b(?:card|payment|alipay|wechat)\b[^.?!]{0,16}\b(?:go(?:es|ing)? through|verification)\b/u,
  ],
  [
    'orders',
    4,
    /(?:昨天|今天|刚才|刚刚|前天|上周|之前|我)(?:刚)?下的单|(?:我|那个?|这个?)单(?:子|号)|\bwhat happened to my order\b/u,
  ],
  ['human', 4, /(?<![变交替])换(?:个|一个|位)?真?人(?![群生物类像])/u],
  ['agreement', 3, /^(?:哈|嘿|呵|嘻|hah?a|heh?e|lol|233)+[~。！!]*$/u],
  [
    'details',
    4,
    /^(?:那)?(?:它|这|那)?(?:[个门本款]|个课|门课|本书)?(?:是)?(?:谁|哪个老师|哪位老师)(?:讲|写|教|主讲|的)|(?:讲师|作者|主讲|老师)(?:是|叫)?(?:谁|什么)|有(?:什么|哪些)内容|^(?:那)?(?:它|这|那)?(?:[个门本款])?(?:适合(?:新手|零基础|小白|初学者)|难不难|难吗|有(?:多)?难)(?:吗|么|呢)?[？?。！!]*$/u,
  ],
  [
    'details',
    4,
    /\bwho(?:'s| is| are)? (?:the )?(?:author|teacher|instructor|writer|lecturer|teaching|teaches|wrote|writes)\b|\bwho (?:made|wrote|teaches|taught) (?:it|this|that)\b|^(?:is|are) (?:it|this|that|this one|that one) (?:hard|easy|difficult|good for|for|suitable)\b/u,
  ],
  [
    'refund',
    4,
    /把[^，。,.]{1,16}(?:退了|退掉|退款|给退|退回)|(?:能|可以|可不可以|能不能)(?:给我)?退|退(?:到哪|了吗|没有|的进度)|钱(?:什么时候|多久)(?:能)?(?:退|到账|回来)/u,
  ],
  [
    'access',
    3,
    /打不开|看不了|播放不了|进不去|(?:怎么|如何|在哪里?|哪里)(?:打开|看|学|听)[^，。]{0,6}(?:买|购买)|(?:买|购买)(?:过|了|好)?的[^，。]{0,10}(?:怎么|如何|在哪|哪里)|黑屏|加载不(?:出|了)|闪退|(?:课|书|专栏|内容|视频)[^，。]{0,4}(?:不见|消失|没了)/u,
  ],
  [
    'access',
    3,
    /\b(?:won't|doesn't|does not|will not|can't|cannot|isn't) (?:open|load|play|start|work(?:ing)?)\b(?<!pay.*)(?<!card.*)|\b(?:course|book|video|ebook|column|lesson)s? (?:is |are |has )?(?:missing|gone|disappeared|blank|stuck)\b/u,
  ],
  [
    'agreement',
    4,
    /^(?:那)?(?:我)?(?:还是|先|暂时)?(?:算了|不)(?:退|买|要|换|用|开|看)了?(?:吧|了)?[。！!]*$|\bkeep it\b|\bchanged my mind\b/u,
  ],
  [
    'compare',
    4,
    /区别|对比|比较(?:一下)?(?:[。！!?？]*$|第|这|那|它)|相比|比一比|哪(?:一)?(?:个|门|本|款|种)(?:更|比较|最)?(?:好|适合|值得|划算|推荐|便宜|深|难|简单|实用)|该选哪|选哪(?:个|门|本)|(?:跟|和|与|还是).{1,30}哪(?:个|门|本)/u,
  ],
  [
    'compare',
    4,
    /\bcompare\b|\bcomparison\b|\bdiffer(?:ence|ences|ent from|s? from)\b|\bversus\b|\bvs\.?(?= |$)|\bwhich (?:one |of (?:them|these|those|the two) |course |book )?(?:is|would be|do you think is|should i|suits|fits|costs)\b/u,
  ],
  [
    'more',
    4,
    /换一?[批些组]|(?:还|再)(?:有|来)(?:一?些|几个|点)?(?:别的|其他的?|其它的?|更多的?)|还有(?:没有)?(?:别的|其他|其它|更多)|还有(?:吗|么|没|呢)[？?。！!]*$|(?:别的|其他的?|其它的?|更多)(?:有|呢|吗|么|的)?[？?。！!]*$|(?:这些|都|这几个)(?:我)?(?:都)?不(?:喜欢|感兴趣|合适|想要|行)|下一(?:批|页)/u,
  ],
  [
    'more',
    4,
    /^(?:and |ok(?:ay)?,? |hmm,? )?(?:what|anything|something|any(?:thing)?|show me|got) (?:else|other|others|different|more)\b[^.?!]{0,20}[.?!]*$|\b(?:other|more|different) (?:ones?|options?|choices|suggestions?|recommendations?)\b|\bnone of (?:these|those|them)\b|^(?:more|others|next)(?: please)?[.?!]*$|\bdon't like (?:these|those|any of (?:them|these))\b/u,
  ],
  [
    'gift',
    4,
    /送(?:给)?(?:我)?(?:的)?(?:朋友|家人|女朋友|男朋友|老婆|老公|孩子|同事|同学|爸|妈|别人|他|她|人|闺蜜|父母|老师|妹|姐|哥|弟|儿子|女儿)|当(?:做|作)?礼物|(?:作为|买(?:个|份)?|选(?:个|份)?|生日)礼物|赠送|转赠|送人|礼品卡|礼物卡|帮(?:别人|朋友|家人|他|她|同事|同学)(?:买|付)|代付/u,
  ],
  [
    'gift',
    4,
    /\bgifts?\b|\bgifting\b|\b(?:as a|a|birthday|christmas) present\b|\bbuy\b[^.?!]{0,24}\bfor (?:my|a|someone|somebody|another) ?(?:friend|sister|brother|mom|mum|mother|dad|father|wife|husband|girlfriend|boyfriend|son|daughter|colleague|someone|person)\b|\bgift ?card\b/u,
  ],
  [
    'coupon',
    4,
    /优惠券|优惠码|券码|折扣码|兑换码|代金券|优惠卷|卡券|领(?:个|张)?券|用券|(?:有|发|领)(?:没有)?(?:张|个)?券/u,
  ],
  [
    'coupon',
    4,
    /\bcoupons?\b|\b(?:promo|discount|voucher|coupon|promotion(?:al)?|redeem)[- ]?codes?\b|\bvouchers?\b|\bcode\b[^.?!]{0,24}\b(?:give|worth|valid|work|get|good|off|apply|use|enter|expire)|\b(?:apply|use|enter|redeem|have|got)\b[^.?!]{0,10}\bcodes?\b(?! (?:from|in|every))/u,
  ],
  ['membership', 4, /会员|(?:年|月|季)费|包[年月]|vip|订阅(?:服务|制|费)|年卡|月卡|续费/u],
  [
    'membership',
    4,
    /\bmemberships?\b|\bsubscri(?:be|ption|ptions|bing)\b|\bpremium plan\b|\b(?:monthly|annual|yearly) (?:plan|fee|pass)\b|\bvip\b/u,
  ],
  ['group_buy', 4, /拼团|团购|拼单|开团|凑单|组团|一起买/u],
  [
    'group_buy',
    4,
    /\bgroup[- ](?:buy(?:ing)?|purchase|discount|deal|order)s?\b|\bbulk (?:buy|purchase|discount|order)s?\b|\bteam (?:discount|licen[cs]es?)\b/u,
  ],
  ['wallet', 4, /余额(?!不足)|钱包|充值|账户里?(?:还)?有多少钱|提现/u],
  [
    'wallet',
    4,
    /\b(?:my|account|wallet|current|remaining|the) balance\b(?! sheet)|\bbalance\b[^.?!]{0,10}\b(?:left|remaining|do i have)\b|\bwallet\b|\btop[- ]?up\b|\bstore credits?\b/u,
  ],
  [
    'privacy',
    4,
    /(?:注销|删除|删掉|清除|清空|抹掉|导出|下载|查看|看看|收集|保存|存了)[^，。,.]{0,8}(?:账号|账户|帐号|数据|信息|隐私|资料|聊天记录)|隐私|个人(?:信息|数据|资料)|(?:注)?销(?:户|号)|忘(?:记|掉)我|关(?:掉|闭)个性化|个性化推荐/u,
  ],
  [
    'privacy',
    4,
    /\b(?:delete|erase|remove|wipe|forget|export|download|see|view|close)\b[^.?!]{0,16}\b(?:my )?(?:account|data|personal (?:info(?:rmation)?|data)|information about me|chat history|everything about me)\b|\bprivacy\b|\bgdpr\b|\bwhat (?:data|information|info) (?:do you|have you|is)\b|\bforget me\b|\bstop (?:tracking|personali[sz])/u,
  ],
];
