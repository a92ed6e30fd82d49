import { readTopics } from './topics.ts';

/**
 * Subjects that many ask for and few shops have, and the topic that lies beside each: `topic id | zh | en`. Written from
 * general knowledge. They are named where a subject is missing and never searched with.
 */
const NEIGHBOURS = `
finance | 经济, 宏观, 微观, 货币, 贸易 | economic, macroeconomic, microeconomic, monetary
investing | 外汇, 期货, 黄金, 币圈, 比特币, 加密货币, 炒币 | forex, crypto, bitcoin, gold, futures
mathematics | 物理, 化学, 奥数, 几何, 概率, 小学数学, 初中数学 | physics, chemistry, geometry, olympiad, probability, trigonometry
fitness | 游泳, 瑜伽, 舞蹈, 跳舞, 街舞, 篮球, 足球, 网球, 羽毛球, 拳击, 太极, 滑雪, 马拉松, 武术 | swim, swimming, dance, dancing, football, soccer, basketball, tennis, boxing, tai chi, ski, skiing, marathon, martial arts, karate, climbing
music | 小提琴, 架子鼓, 古筝, 二胡, 萨克斯, 口琴, 长笛, 钢琴, 尺八, 说唱 | violin, drum, drums, saxophone, flute, harmonica, cello, rap, dj
art | 书法, 国画, 水彩, 素描, 陶艺, 篆刻, 剪纸, 插花, 茶道 | calligraphy, watercolour, watercolor, pottery, ceramics, sculpture, knitting, sewing, origami
design | 服装设计, 室内设计, 装修, 家装, 3d建模, 建筑 | interior design, fashion design, architecture, 3d modelling, blender
thinking | 围棋, 象棋, 国际象棋, 桥牌, 奥赛, 记忆宫殿, 哲学 | chess, bridge, poker, philosophy, go game
nutrition | 烘焙, 咖啡, 调酒, 品酒, 茶艺, 面点 | baking, coffee, barista, wine, cocktails, pastry
health | 中医, 针灸, 护理, 急救, 推拿 | acupuncture, nursing, first aid, massage
psychology | 塔罗, 星座, 占星, 催眠 | tarot, astrology, hypnosis
history | 考古, 地理, 政治, 宗教, 神话 | archaeology, geography, politics, mythology, religion
law | 司法考试, 法考, 刑法, 民法典, 税法 | bar exam, criminal law, tax law
accounting | 初级会计, 注会, cpa, 税务, 报税, 审计 | cpa, taxes, tax return, bookkeeper
english | 德语, 法语, 西班牙语, 韩语, 俄语, 意大利语, 葡萄牙语, 阿拉伯语, 泰语, 粤语, 四级, 六级 | german, french, spanish, korean, russian, italian, portuguese, arabic, thai, cantonese, deutsch, español, français, latin, dutch
career | 公务员, 考公, 教师资格证, 教资, 事业编 | civil service exam, teaching certificate
new-media | 直播, 带货, 做主播, 电商, 淘宝 | livestream, streaming, youtube, dropshipping, ecommerce, etsy
parenting | 孕期, 胎教, 备孕, 早教 | pregnancy, homeschooling
`;

interface Neighbour {
  readonly topicId: string;
  readonly name: { readonly zh: string; readonly en: string };
}

let byWord: readonly (readonly [RegExp, Neighbour])[] | undefined;

/** The topic beside a subject that is missing; null when none is known. `text` in lower case. */
export function neighbourOf(text: string): Neighbour | null {
  byWord ??= readNeighbours();
  return byWord.find(([words]) => words.test(text))?.[1] ?? null;
}

function readNeighbours(): (readonly [RegExp, Neighbour])[] {
  const topics = readTopics();
  return NEIGHBOURS.trim()
    .split('\n')
    .map((line) => {
      const [topicId = '', zh = '', en = ''] = line.split('|').map((part) => part.trim());
      const topic = topics.get(topicId);
      if (topic === undefined) throw new Error(`a neighbour is ${topicId}, which does not exist`);
      const words = `${zh.replaceAll(', ', '|')}|\\b(?:${en.replaceAll(', ', '|')})(?:s|\\b)`;
      return [new RegExp(words, 'u'), { topicId, name: topic.name }] as const;
    });
}
