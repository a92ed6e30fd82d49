/** Deeds and facts of the world that a till has nothing to do with, in either language. The text is normalised. */
const ERRANDS: readonly RegExp[] = [
  // Deeds for somebody with hands, a phone or a calendar.
  /(?:帮我|给我|替我|麻烦)?(?:订|定|预订|预定|叫|打)(?:一?[张个间辆份])?[^，。,.]{0,8}(?:机票|车票|高铁票|火车票|电影票|门票|酒店|民宿|房间|外卖|的士|出租车|车(?=$|[，。,.!！?？去]))|(?:设|定)(?:个|一个)?闹钟|提醒我[^，。,.]{0,12}(?:打|去|吃|喝|起床|开会|点)|(?:放|播放|来)(?:一?首|点|个)(?:歌|音乐|曲子)|(?:打开|关掉|关上|关)(?:空调|灯|电视|窗帘|音乐)|(?:给|帮我给)[^，。,.]{1,8}(?:打(?:个)?电话|发(?:条|个)?(?:短信|微信))/u,
  /\b(?:book|reserve|find|get|order)\b(?: me| us)?[^.?!]{0,12}\b(?:flights?|hotels?|tables?|taxis?|cabs?|ubers?|tickets?|train|rooms?|pizzas?|rides?|appointments?)\b|\b(?:remind me|wake me|set (?:an? )?(?:alarm|timer|reminder)|turn (?:on|off)|play (?:me )?(?:a |some |the )?(?:song|music)|(?:call|text|message|ring) (?:my|me|him|her|mom|mum|dad)\b)/u,
  // Words and sums to be worked out.
  /(?:翻译|译)(?:成|一下|下|这)|(?:帮我|给我|替我|你)写(?:一?[个份篇首封段])|(?:请假条|检讨书|情书|作文)(?:怎么写|帮我|写)|[\d.]+\s*(?:[+*/×÷x]|加|减|乘以?|除以)\s*[\d.]+|等于(?:多少|几)|一?[\d.一二两三十百千万]*(?:公里|英里|米|斤|公斤|磅|英寸|厘米|美元|日元|欧元|平方米|亩)(?:是|等于|换算|合)(?:成)?(?:多少|几)/u,
  /^(?:please |can you |could you )?translate\b|\b\d+ ?[+*/×÷x] ?\d+\b|\bhow many \w+ (?:are |is )?in (?:a|an|one)\b|\bconvert\b[^.?!]{0,20}\bto\b|\bwrite (?:me )?(?:a|an|my)\b[^.?!]{0,16}\b(?:poem|essay|email|letter|story|song|cv|code|function|script|haiku|speech)\b|\b(?:do|finish|solve) my (?:homework|assignment|exam)\b/u,
  // News, scores, markets, weather, distances, people of the day.
  /天气|下雨|气温|多少度(?![a-z])|(?:明天|今天|下周|今晚|周末)[^，。,.]{0,6}(?:涨|跌|比赛|球赛|热吗|冷吗)|(?:会|能)(?:不会)?(?:大)?(?:涨|跌)(?:吗|不|么|停)|沪指|大盘(?:今|明|会)|(?:世界杯|欧冠|英超|奥运|nba|中超|决赛)[^，。,.]{0,8}(?:几点|谁|比分|冠军|赢|什么时候)|谁(?:赢|得了?冠军|是[^，。,.]{0,8}(?:总统|首相|主席|总理))|到[^，。,.]{1,8}(?:高铁|火车|飞机|开车|坐车|地铁|公交|打车)?(?:要)?(?:多久|多远|几公里|几小时|怎么走|怎么坐)|(?:首都|省会)(?:是|在)|(?:现在|今天|明天)(?:是)?(?:几点|几号|星期几|周几|农历)|有多(?:高|远|大|重)[^，。,.]{0,4}$|限行|限号|油价|房价(?:会|还)/u,
  /\bweather\b(?! (?:course|book))|\b(?:raining|forecast)\b|\bwho (?:won|wins|will win|is winning|scored|is the (?:president|prime minister|king|queen|ceo))\b|\bhow (?:tall|old|far|deep|big|heavy) (?:is|are|was)\b|\bcapital of\b|\bwhat (?:time|day|date) is it\b|\bwhat(?:'s| is) the (?:time|date|score|capital|population)\b|\b(?:will|is) (?:bitcoin|the (?:dollar|stock market|market))\b[^.?!]{0,10}\b(?:up|down|rise|fall|crash|going)\b/u,
  // Things and places that no course is.
  /(?:推荐|找|有没有|附近|哪里?有|哪家)[^，。,.]{0,10}(?:火锅|餐厅|饭店|馆子|奶茶|咖啡店|酒吧|景点|洗车|厕所|加油站|理发|停车|超市|药店|医院|网吧|电影(?!史|拍|剪)|电视剧|综艺)|(?:火锅|餐厅|饭馆|奶茶|景点)(?:推荐|哪家)|附近(?:有|哪|的)|(?:iphone|手机|电脑|显卡|汽车|鞋|衣服|口红|面膜|房子)[^，。,.]{0,8}(?:多少钱|怎么卖|哪款|哪个牌子)|快递(?:到|在|怎么|还)|(?:演唱会|电影|足球|球赛)(?:的)?(?:门)?票/u,
  /\b(?:restaurants?|cafes?|pubs?|cinemas?|gas stations?|pharmac(?:y|ies)|parking|toilets?|atms?|supermarkets?)\b[^.?!]{0,16}\b(?:near|nearby|around|open|here|in town)\b|\b(?:near me|nearest)\b|\b(?:got|have|sell|selling|buy|any|cheap)\b[^.?!]{0,10}\b(?:sneakers|shoes|t-?shirts?|jeans|laptops?|iphones?|phones|headphones|cars?|furniture|toys|flowers|beer|wine|weed|guns?)\b(?! photo)/u,
  // The bot as somebody to flirt, chat or play with.
  /你(?:吃|睡|喝)(?:饭|了|觉|过)|你(?:有|想)(?:没有)?(?:男|女)朋友|(?:做|当)我(?:的)?(?:男|女)朋友|(?:前)?(?:男友|女友|男朋友|女朋友|老公|老婆)[^，。,.]{0,4}(?:还)?(?:爱|喜欢|想)(?:不爱|不喜欢)?我|我(?:漂亮|好看|帅|丑)(?:吗|不)|(?:讲|说)(?:个|一个)(?:笑话|故事|段子)|(?:算|看)(?:个|一?下)?(?:命|运势|手相|塔罗)/u,
  /\byour (?:favou?rite|mom|mum|mother|age|birthday|hobby|hobbies|boyfriend|girlfriend)\b|\bam i (?:pretty|ugly|beautiful|fat|handsome|hot)\b|\b(?:marry|date|kiss|love) me\b|\bare you (?:single|married|hungry|tired|happy|sad|in love|lonely)\b|\btell (?:me )?(?:a |another )?(?:joke|story)\b|\b(?:be|pretend to be|act like|play) (?:my|her|him|a) ?(?:grandma|grandmother|girlfriend|boyfriend|wife|husband|pirate|cat)?(?:$|[.!?])|\b(?:can|should|could) i (?:sue|report) my (?:neighbou?r|ex|brother|sister|friend)\b/u,
];

/** Who says one of these wants to learn something about it, or has bought something. */
const ABOUT_LEARNING =
  /学(?!费)|课|教程|教我|入门|专栏|电子书|书(?!包)|讲(?!个|笑)|培训|退|付款|支付|扣款|订单|发票|买的|怎么(?:写|做|拍|炒|练)|\b(?:learn|learning|course|courses|class|classes|lessons?|tutorials?|study|book (?:on|about)|books|ebooks?|column|guide|teach|how to|want to|refund|invoice|paid|pay|bought|money|charged|order|account)\b/u;

/** Whether somebody asks for a deed, a fact or a thing that no content teaches and no till does. */
export function isErrand(text: string): boolean {
  return !ABOUT_LEARNING.test(text) && ERRANDS.some((errand) => errand.test(text));
}
