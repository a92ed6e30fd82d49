import { isSpelledOut, subjectSpellings } from '../../recommend/index.ts';
import { isOneSlipAway } from './normalize.ts';

/** Words that learners type without switching the input method, by their letters. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ...[...subjectSpellings()].filter(([letters]) => letters.length >= 5),
  ...`tuikuan退款 tuiqian退钱 tuifei退费 tui退 dingdan订单 fapiao发票 kaipiao开票 kai开 rengong人工 kefu客服 zhuanrengong转人工 zhenren真人
  fukuan付款 zhifu支付 zhifubao支付宝 weixin微信 fuqian付钱 fu付 youhui优惠 youhuiquan优惠券 youhuima优惠码 zhekou折扣 dazhe打折 yue余额 chongzhi充值 huiyuan会员
  pianyi便宜 gengpianyi更便宜 yidian一点 yidiandian一点点 yixie一些 de的 dian点 dianer点儿 neng能 keyi可以 jige几个 duoshaoqian多少钱 duoshao多少 jiage价格 qian钱 kuai块 yuan元 yusuan预算 yinei以内 yixia以下 mianfei免费 gui贵 taigui太贵
  wo我 wode我的 ni你 nimen你们 xiang想 xiangxue想学 xiangmai想买 yao要 xuyao需要 xue学 xuexi学习 mai买 maile买了 goumai购买 xiadan下单 kan看 zhao找 you有 youmeiyou有没有 meiyou没有 meiyoujichu没有基础 shenme什么 zenme怎么 zenmeban怎么办 nali哪里 nage哪个 zhege这个
  kecheng课程 ke课 shu书 dianzishu电子书 zhuanlan专栏 shipin视频 jiaocheng教程 tuijian推荐 jiang讲 guanyu关于 shuo说 jieshao介绍 bijiao比较 qubie区别 rumen入门 lingjichu零基础 jichu基础 xinshou新手 xiaobai小白 jinjie进阶 gaoji高级 zhongwen中文 yingwen英文
  diyige第一个 dierge第二个 disange第三个 zuihouyige最后一个 zuipianyide最便宜的 haiyou还有 biede别的 huanyipi换一批 buyao不要 suanle算了 ma吗 ne呢 ba吧 le了 shi是 bu不 he和 haishi还是 gei给 bang帮 bangwo帮我 qing请 qingwen请问 nihao你好 xiexie谢谢 zaijian再见 hao好 haode好的
  kaitong开通 dabukai打不开 songren送人 songpengyou送朋友 zhuxiao注销 shanchu删除 shuju数据 shujufenxi数据分析 fenxi分析 kexue科学 jisuanji计算机 kuaiji会计 jingji经济 gongwen公文 wenan文案 gongzuo工作 gongsi公司 lvyou旅游 changge唱歌 chuangye创业 yingxiao营销 guanxi关系 jiating家庭 laoshi老师 xuesheng学生 daxue大学 kaoyan考研 xuexifangfa学习方法 jiyi记忆 wangzhan网站 zuowangzhan做网站 ruanjian软件 chengxu程序 daima代码 yinsi隐私 tousu投诉 shibai失败 fukuanshibai付款失败 zhifushibai支付失败
  biancheng编程 python Python java Java qianduan前端 houduan后端 suanfa算法 jiqixuexi机器学习 rengongzhineng人工智能 damoxing大模型 shenduxuexi深度学习 chanpinjingli产品经理 sheji设计 sheying摄影 shoujisheying手机摄影 paizhao拍照 jianji剪辑 duanshipin短视频 xiezuo写作 xiaoshuo小说
  yingyu英语 yufa语法 yasi雅思 riyu日语 kouyu口语 licai理财 jijin基金 gupiao股票 touzi投资 baoxian保险 shuimian睡眠 shimian失眠 jianfei减肥 jianzhi减脂 jianshen健身 yundong运动 jingzhui颈椎 yanjiang演讲 biaoda表达 goutong沟通 yuer育儿 haizi孩子 qinzi亲子 xinli心理 xinlixue心理学 qingxu情绪 jiaolv焦虑 lianai恋爱 qinmiguanxi亲密关系
  lishi历史 songchao宋朝 yishu艺术 meishu美术 yinyue音乐 yueli乐理 jita吉他 gangqin钢琴 falv法律 laodongfa劳动法 zufang租房 hetong合同 guanli管理 mianshi面试 jianli简历 qiuzhi求职 zhichang职场 xiaolv效率 shijianguanli时间管理 biaoge表格 bangong办公 weijifen微积分 gaoshu高数 gaodengshuxue高等数学 shuxue数学 siwei思维 luoji逻辑 shufa书法 huahua画画 pengren烹饪`
    .split(/\s+/)
    .flatMap((entry): [string, string][] => {
      const letters = /^[a-z]+/.exec(entry)?.[0] ?? '';
      const word = entry.slice(letters.length);
      return letters === '' || word === '' ? [] : [[letters, word]];
    }),
]);
const LONGEST = Math.max(...[...WORDS.keys()].map((letters) => letters.length));

/** One word inside Chinese text is taken for pinyin from this length on; shorter ones may be English. */
const ALONE_LETTERS_MIN = 5;
/** Letters alone: codes and addresses are left as they are. */
const RUN = /(?<![\w-])[A-Z]?[a-z]+(?![\w-])/g;
/** Names that pinyin writers leave in English. */
const NAMES = /^(?:python|java|excel|git|go|ai|sql|linux|ui|figma|react|rust|docker|html|css|app)$/;

/**
 * Writes pinyin as the words it stands for: a whole message of it, or a long word of it among Chinese. Everything else
 * is returned as it is.
 */
export function writePinyinOut(text: string): string {
  if (!/[a-z]{2}/i.test(text)) return text;
  const hasHan = /\p{Script=Han}/u.test(text);
  const runs = (text.match(RUN) ?? []).map((run) => run.toLowerCase());
  const joined = hasHan || NOT_LETTERS.test(text) ? null : joinSyllables(runs);
  if (joined !== null) return joined;
  const outs = new Map(runs.map((run) => [run, NAMES.test(run) ? run : segment(run)] as const));
  if (!hasHan && isMostlyPinyin(runs, outs)) mendRuns(outs);
  const isAll = runs.every((run) => outs.get(run) !== null);
  const isTelling = runs.some((run) => !NAMES.test(run) && run.length >= ALONE_LETTERS_MIN);
  if (!hasHan && !(isAll && (isTelling || runs.length > 2) && hasWords(runs))) return text;
  return text
    .replace(RUN, (run) => {
      const out = outs.get(run.toLowerCase());
      const isPinyin = out !== undefined && out !== null && !NAMES.test(run.toLowerCase());
      return isPinyin && (!hasHan || run.length >= ALONE_LETTERS_MIN) ? out : run;
    })
    .replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '');
}

const NOT_LETTERS = /[^a-z\s?.!,]/i;
const JOINED_LETTERS_MIN = 7;
/** So many words of ours in one message are not met by chance. */
const KNOWN_MIN = 4;

/** Syllables typed one by one: "ren gong ke fu". Null unless together they are words of ours. */
function joinSyllables(runs: readonly string[]): string | null {
  const letters = runs.join('');
  const isSyllables = runs.length > 1 && letters.length >= JOINED_LETTERS_MIN && runs.every(isSpelledOut);
  return isSyllables && !runs.every((run) => NAMES.test(run)) ? segment(letters) : null;
}

/** Most of it is words of ours, one of them too long to be met by chance, and the rest could be Chinese too. */
function isMostlyPinyin(runs: readonly string[], outs: ReadonlyMap<string, string | null>): boolean {
  const known = runs.filter((run) => !NAMES.test(run) && outs.get(run) !== null);
  const rest = runs.filter((run) => outs.get(run) === null);
  const isTelling = known.some((run) => run.length > ALONE_LETTERS_MIN) || known.length >= KNOWN_MIN;
  return (
    isTelling &&
    known.length * 2 >= runs.length &&
    rest.every((run) => isSpelledOut(run) || nearWord(run) !== null)
  );
}

/** Runs with a slip are written as the word they are nearest to; what is spelled and unknown stays in letters. */
function mendRuns(outs: Map<string, string | null>): void {
  for (const [run, out] of outs) if (out === null) outs.set(run, nearWord(run) ?? run);
}

function nearWord(run: string): string | null {
  for (const [letters, word] of WORDS) if (isOneSlipAway(run, letters)) return word;
  return null;
}

function hasWords(runs: readonly string[]): boolean {
  return runs.some((run) => !NAMES.test(run));
}

/** The words a run of letters is made of, longest first; null when it is not made of them. */
function segment(run: string): string | null {
  if (run === '') return '';
  for (let length = Math.min(run.length, LONGEST); length > 0; length -= 1) {
    const word = WORDS.get(run.slice(0, length));
    if (word === undefined) continue;
    const rest = segment(run.slice(length));
    if (rest !== null) return word + rest;
  }
  return null;
}
