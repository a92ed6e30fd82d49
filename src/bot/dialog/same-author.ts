import { findAndShow } from './search.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

const SAME_AUTHOR =
  /(?:这|那)(?:个|位)?(?:老师|作者|讲师)[^，。]{0,6}(?:还|别的|其[他它])|(?:^|[，。 ])(?:他|她)(?:还)?(?:有|讲|写|出)[^，。]{0,6}(?:别的|其[他它]|哪些)|同一?(?:个|位)?(?:老师|作者|讲师)|\bsame (?:author|teacher|instructor|writer)\b|\b(?:else|more|other|another)\b[^.?!]{0,24}\b(?:by|from) (?:him|her|them|the same|this|that)\b|\bwhat else (?:does|has|did) (?:he|she|they|this|that|the) |\b(?:this|that|the) (?:author|teacher|instructor)(?:'s)? other\b/u;

/** What else the author of the product spoken of has on sale; null when that is not asked, or nobody knows the author. */
export async function answerSameAuthor(deps: AnswerDeps, turn: Turn): Promise<Answer | null> {
  const { shown } = turn.state;
  if (shown === undefined || !SAME_AUTHOR.test(turn.understood.text)) return null;
  const list = await deps.readShown(shown.activityId);
  const author = list?.items[shown.focus ?? 0]?.author ?? null;
  return author === null ? null : findAndShow(deps, turn, { topic: author });
}
