import { normalizeText } from './normalize.ts';

/** Plain wishes only: who is taken out of the line by mistake has waited for nothing. */
const WISHES: readonly RegExp[] = [
  /取消排[队隊]|退出排[队隊]|不(?:想|用|要)?(?:再)?排[队隊]?了/u,
  /^(?:我)?(?:要|想|先)?取消(?:排[队隊]|等待|转接|(?:转)?人工)?(?:吧|了)?[。!]?$/u,
  /^(?:算了[,，。 ]*)?(?:我)?不(?:想|用|要)?(?:再)?(?:等|转人工|找?(?:人工|真人)(?:客服)?)了?(?:吧)?[。!]?$/u,
  /^(?:谢谢[,，。 ]*)?(?:先|暂时)?不(?:用|需要|麻烦)了[,，。! ]*(?:谢谢|多谢)?(?:你|您|啦|了)?[。!]?$/u,
  /^no (?:need|longer needed)(?: any ?more)?[,.]?(?: thanks?(?: you)?)?[.!]?$/u,
  /(?<!不.{0,4})(?:回到?|换回?|转回|找回|继续(?:问|用|和|跟)|还是(?:问|用|找))(?:你这个|那个)?机器人/u,
  /\b(?:cancel|leave|quit|exit)\b[^.?!]{0,12}\b(?:queue|line)\b/u,
  /^(?:please )?(?:cancel|never ?mind|forget)(?: (?:it|that|about it))?[.!]?$/u,
  /\b(?:go on|continue|carry on|keep going|keep talking|stay) with (?:the |a |your |this )?(?:bot|robot|assistant)\b/u,
  /^(?:please |ok,? |okay,? |just |(?:never ?mind|forget (?:it|that))[,.]? )?(?:(?:go|switch|take me|bring me) )?back to (?:the |a |your )?(?:bot|robot|assistant)\b/u,
  /^(?:i )?(?:don't|do not) (?:want|need|wish) to wait(?: any ?(?:more|longer))?[.!]?$/u,
];

/** Whether somebody who waits for a person would rather go on with the bot. */
export function wantsBotBack(text: string): boolean {
  const normal = normalizeText(text.slice(0, 200));
  return WISHES.some((wish) => wish.test(normal));
}
