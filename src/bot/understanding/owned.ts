import type { Want } from './wants.ts';

/** What one has already: bought, paid for, owned. */
const OWNED =
  /(?:买|购买|下单|付款|订阅|入手)(?:过|了|好|完)?的|(?:昨天|昨晚|前天|刚刚?|刚才|上周|之前|已经?|我)(?:[^，。,.!！?？]{0,4})(?:买|购买|入手)(?:了|过|下)|\b(?:i|we|i've|just|already) (?:\w+ )?(?:bought|purchased|paid for|ordered)\b|\b(?:course|book|ebook|column|lessons?|class) i (?:bought|purchased|own|paid for|got)\b/u;
/** How what one has fails to open or play. */
const FAILS =
  /打不开|点不开|看不了|看不到|听不了|学不了|播放不了|播不了|放不了|进不去|加载不|空白|白屏|黑屏|转圈|闪退|卡住|没声音|没反应|没有?画面|不见了|\b(?:won't|doesn't|does not|can't|cannot|isn't|not) (?:open|load|play|start|playing|loading|opening|watch it|see it)\b|\b(?:blank|black|white) (?:page|screen)\b|\b(?:is|are|it's|just|shows?|shows up) (?:\w+ )?(?:blank|empty|frozen|black|stuck)\b|\bno sound\b/u;
/** Money comes before access. */
const MONEY =
  /退|发票|扣(?:了|款)|投诉|客服|人工|真人|\b(?:refund|money back|invoice|charged|human|person|agent)\b/u;

/** To have content without a connection. */
const OFFLINE =
  /(?:没网|断网|没有网|没信号|离线|飞行模式)[^。]{0,14}(?:看|听|学|用)[^。]{0,6}(?:吗|么|不|[?？])|(?:能|可以|可不可以)[^，。]{0,10}(?:存|缓存|下载|离线)|\b(?:save|download|keep|store|watch|listen|play)\b[^.?!]{0,40}\b(?:offline|(?:no|without)(?: any| an?)? (?:wi-?fi|internet|signal|connection))/u;
/** Several people with one account. */
const SHARING =
  /(?:共用|合用|共享|分享|(?:用|登)(?:同)?一个|用(?:同一|我的?))(?:个)?(?:账号|帐号|账户|帐户|号)(?!码)|(?:账号|帐号|账户)[^，。]{0,8}(?:共用|合用|共享|分享|借给?|几个人|两个人|一起(?:用|看|学))|\bshar(?:e|es|ed|ing) (?:(?:my|an|one|the|this|our|a|her|his|single) )*(?:account|login|password)\b|\b(?:same|one|my) account\b[^.?!]{0,30}\b(?:both|together|two|wife|husband|friend|partner|family)\b|\b(?:both|two of us|together)\b[^.?!]{0,24}\b(?:same|one) account\b/u;
const LOST =
  /登(?:录|陆)?不|密码|忘|换(?:了)?(?:手机|绑)|被盗|\b(?:password|log ?in|locked|hacked|forgot)\b/u;

/** The service that a normalised text asks about what is owned, whatever subject it names; null for nearly all. */
export function serviceAsked(text: string): Want | null {
  if (MONEY.test(text)) return null;
  if (OWNED.test(text) && FAILS.test(text)) return 'playback_trouble';
  if (SHARING.test(text) && !LOST.test(text)) return 'devices';
  return OFFLINE.test(text) ? 'download' : null;
}

const WRITING =
  /(?:写|回|发|看)(?:一?封|个)?(?:英文|英语|工作|商务)?\s*(?:e-?mail|邮件)|\b(?:writ\w+|reply\w*|word\w*|compos\w+)\b[^.?!]{0,16}\be-?mails?\b/u;

/** Whether e-mail is spoken of as something one writes, and not as the way into an account. */
export function isAboutWriting(text: string): boolean {
  return WRITING.test(text) && !LOST.test(text);
}
