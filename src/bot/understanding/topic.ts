/** What buying and asking for prices is said with: what remains is what it is about. */
const AROUND =
  /我|想|要|买|购买|下单|入手|付款|支付|多少钱|什么价格?|价格|价钱|售价|怎么卖|贵不贵|请问|请|帮|给|一下|就|这|那|它|个|门|本|款|套|节|的|了|吧|呢|吗|么|啊|现在|立即|怎么|最便宜|最贵|最后|刚才|课程?|电子书|书|专栏|内容|第[一二两三四五六1-6]|\b(?:i'd|i'll|i|we|want|would|like|to|buy|purchase|order|get|take|pay|for|how|much|is|are|does|do|what's|what|the|a|an|price|prices|cost|costs|of|it|this|that|one|please|can|could|you|me|let|now|my|and|just|so|cheapest|most|expensive|last|first|second|third|courses?|books?|ebooks?)\b/gu;
const LATIN_WORD = /[\p{Script=Latin}\d][\p{Script=Latin}\d+#.'-]*/gu;
const HAN_RUN = /\p{Script=Han}+/gu;

/** The parts of a text that name a subject: Latin words and pairs of Han characters. The text is normalised. */
export function topicTokens(text: string): string[] {
  return tokensOf(text.replace(AROUND, ' '));
}

function tokensOf(text: string): string[] {
  const words = (text.match(LATIN_WORD) ?? []).filter((word) => word.length > 1 || /\d/.test(word));
  const pairs = (text.match(HAN_RUN) ?? []).flatMap((run) =>
    run.length === 1 ? [] : Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2)),
  );
  return [...words, ...pairs];
}

const CERTAIN_SHARE = 0.6;

/** The place of the one title that most of the text's subject stands in; null when none or several do. */
export function matchTitle(text: string, titles: readonly string[]): number | null {
  const wanted = topicTokens(text);
  if (wanted.length === 0) return null;
  const shares = titles.map((title) => {
    const has = new Set(tokensOf(title));
    return wanted.filter((token) => has.has(token)).length / wanted.length;
  });
  const best = Math.max(...shares);
  const isOnly = shares.filter((share) => share === best).length === 1;
  return best >= CERTAIN_SHARE && isOnly ? shares.indexOf(best) : null;
}

/** Whether none of the texts has anything of the subject that is spoken of; false when no subject is. */
export function isElsewhere(text: string, texts: readonly string[]): boolean {
  const wanted = topicTokens(text);
  if (wanted.length === 0) return false;
  const known = new Set(texts.flatMap(tokensOf));
  return !wanted.some((token) => known.has(token));
}
