import { simplifyText } from '../../recommend/index.ts';

/** Letters drawn out for effect: "pleaaase", "learnnnn". Rows of one letter alone ("www", "iii") stay. */
const DRAWN_OUT_END = /(?<=[a-z])(?<letter>[a-z])\k<letter>{2,}(?![a-z])/giu;
const DRAWN_OUT = /(?<=[a-z])(?<letter>[a-z])\k<letter>{2,}(?=[a-z])/giu;

/** Pictures that stand for a subject, in both languages. */
const PICTURES: ReadonlyMap<string, readonly [string, string]> = new Map(
  `🎸 吉他,guitar 🎹 钢琴,piano 🎵 音乐,music 🎶 音乐,music 🎤 唱歌,singing 📷 摄影,photography 📸 摄影,photography 🎨 美术,art 🐍 Python,Python 🤖 人工智能,AI
  📊 数据分析,data_analysis 📈 投资,investing 💰 理财,personal_finance 🍳 做饭,cooking 🥗 健康饮食,nutrition 💪 健身,fitness 🏋 健身,fitness 😴 睡眠,sleep 🧘 冥想,meditation
  👶 育儿,parenting 🎬 视频剪辑,video_editing 🎥 视频剪辑,video_editing ✍ 写作,writing 🇯🇵 日语,Japanese 🇬🇧 英语,English ⚖ 法律,law`
    .split(/\s+(?=\p{Extended_Pictographic}|\p{Regional_Indicator})/u)
    .map((entry): [string, readonly [string, string]] => {
      const [picture = '', words = ''] = entry.trim().split(' ');
      const [zh = '', en = ''] = words.replaceAll('_', ' ').split(',');
      return [picture, [zh, en]];
    }),
);
const PICTURE = /\p{Regional_Indicator}{2}|\p{Extended_Pictographic}/gu;

/**
 * The message as the rest of understanding reads it: simplified characters, words of the mainland, letters that are
 * not drawn out, and subjects in words where a picture stands for one. Who wrote plainly gets the same text back.
 */
export function writePlainly(text: string): string {
  const simple = simplifyText(text);
  const inChinese = /\p{Script=Han}/u.test(simple) ? 0 : 1;
  return simple
    .replace(DRAWN_OUT_END, '$<letter>')
    .replace(DRAWN_OUT, '$<letter>$<letter>')
    .replace(PICTURE, (picture) => {
      const words = PICTURES.get(picture);
      return words === undefined ? picture : ` ${words[inChinese]} `;
    });
}
