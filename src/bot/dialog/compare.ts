import { productsAttachments } from '../cards.ts';
import type { Both } from '../text/both.ts';
import { compareText } from '../text/compare.ts';
import { products } from '../text/products.ts';
import { buyReply, quickReplies } from '../text/talk.ts';
import { readChoice } from '../understanding/choice.ts';
import { isElsewhere, matchTitle, topicTokens } from '../understanding/topic.ts';
import type { ProductCard } from '../wire.ts';
import { say, sayText } from './say.ts';
import { answerSearch, recommend } from './search.ts';
import { refused, sellable } from './sellable.ts';
import type { Answer, AnswerDeps, ShownList, Turn } from './types.ts';

const COMPARED_MAX = 3;

/** Sets two or three products side by side: places of the list, products that are named, or all that was shown. */
export async function answerCompare(deps: AnswerDeps, turn: Turn): Promise<Answer> {
  const { shown } = turn.state;
  const list = shown === undefined ? null : await deps.readShown(shown.activityId);
  const found = await findCompared(deps, turn, list);
  if (found !== null && found.told.length > 0 && found.items.length < 2) return refused(turn, found.told);
  if (found === null || found.items.length === 0) return answerSearch(deps, turn);
  const { language } = turn.understood;
  if (found.items.length === 1) {
    return { drafts: [say(turn, products.nothingToCompare, { quickReplies: [quickReplies.start] })] };
  }
  const { recommendationId } = found;
  const items = found.items.slice(0, COMPARED_MAX);
  return {
    drafts: [
      sayText(turn, [...found.told, compareText(items, language)].join('\n'), {
        attachments: productsAttachments({ recommendationId, items }, language),
        quickReplies: items.map((_, index): Both => buyReply(index)),
      }),
    ],
    shown: {
      ...(shown?.request === undefined ? {} : { request: shown.request }),
      ...(shown?.seen === undefined ? {} : { seen: shown.seen }),
      activityId: turn.replyActivityId,
      question: shown?.question ?? turn.message.text,
    },
  };
}

interface Compared {
  readonly recommendationId: string;
  readonly items: readonly ProductCard[];
  /** What is said of those that may not be sold to this learner. */
  readonly told: readonly string[];
}

async function findCompared(deps: AnswerDeps, turn: Turn, list: ShownList | null): Promise<Compared | null> {
  const parts = partsOf(turn.understood.text);
  if (parts.length > 1) {
    const named = await findParts(deps, turn, { parts, list });
    if (named.items.length > 1 || named.told.length > 0) return named;
  }
  if (list === null) return null;
  const { text } = turn.understood;
  const spokenOf = [...list.items.map(({ title }) => title.toLowerCase()), turn.state.shown?.question ?? ''];
  if (
    parts.length < 2 &&
    isElsewhere(
      bare(text),
      spokenOf.map((words) => words.toLowerCase()),
    )
  )
    return null;
  return { recommendationId: list.recommendationId, items: sellable(list), told: [] };
}

const AROUND =
  /新手|小白|零基础|初学者?|入门|请|帮我|给我|对比|比较|比一比|一下|区别|不同|差别|有什么|有啥|什么|哪(?:一)?[个门本款种](?:更|比较|最)?(?:好|适合|值得|划算|推荐|便宜|深|难|简单|实用|多|我)*|该|选|更|适合|我|学|的|吗|呢|这|那|比|两|几|三|[门个本款]|是|之间|课程?|\b(?:beginners?|compare|comparison|difference|differences|between|which|one|ones|is|are|better|best|cheaper|good|for|me|the|what|what's|should|i|take|choose|pick|of|these|those|two|them|course|courses|book|books|would|be|do|you|think|more|to|easier|harder|longer)\b|[?？。.!！]/gu;

function bare(text: string): string {
  return text.replace(AROUND, ' ').trim();
}

/** What stands beside each other in "A 和 B 的区别", "A or B", "1 and 3". */
function partsOf(text: string): string[] {
  return text
    .split(/和|与|跟|还是|以及|、|，|,|\b(?:and|or|versus|vs\.?|with|than|to)\b/u)
    .map((part) => part.trim())
    .filter((part) => readChoice(part) !== null || bare(part).length > 1);
}

interface Parts {
  readonly parts: readonly string[];
  readonly list: ShownList | null;
}

async function findParts(deps: AnswerDeps, turn: Turn, { parts, list }: Parts): Promise<Compared> {
  const items = new Map<string, ProductCard>();
  const told: string[] = [];
  let recommendationId = list?.recommendationId ?? '';
  for (const part of parts.slice(0, COMPARED_MAX)) {
    const shown = list === null ? undefined : findShown(part, list.items);
    const found = shown === undefined ? await findNamed(deps, turn, part) : shownAs(shown, list);
    told.push(...found.told);
    const open = found.items.filter(({ productId }) => shown !== undefined || !items.has(productId));
    const best = mostAbout(bare(part), open);
    if (best !== undefined) items.set(best.productId, best);
    recommendationId ||= found.recommendationId;
  }
  return { recommendationId, items: [...items.values()], told };
}

/** Of what was found, what has all of the name in a title with the least besides; else the best. */
function mostAbout(name: string, items: readonly ProductCard[]): ProductCard | undefined {
  const wanted = topicTokens(name.toLowerCase());
  const named = items
    .map((item) => ({ item, tokens: topicTokens(item.title.toLowerCase()) }))
    .filter(({ tokens }) => wanted.length > 0 && wanted.every((token) => tokens.includes(token)))
    .sort((a, b) => a.tokens.length - b.tokens.length);
  return named[0]?.item ?? items[0];
}

/** What was shown stands beside the others, unless it may not be sold to this learner any more. */
function shownAs(shown: ProductCard, list: ShownList | null): Compared {
  const refusal = list?.withheld?.get(shown.productId);
  const items = refusal === undefined ? [shown] : [];
  return { recommendationId: '', items, told: refusal === undefined ? [] : [refusal] };
}

/** What words name; nothing stands in for what may not be sold to this learner. */
async function findNamed(deps: AnswerDeps, turn: Turn, part: string): Promise<Compared> {
  const choice = readChoice(part);
  const isPlace = choice !== null && (choice.kind !== 'it' || bare(part).length < 2);
  const { slots, namesTopic } = await deps.readRequest(bare(part));
  if (isPlace && !namesTopic) return { recommendationId: '', items: [], told: [] };
  const {
    recommendationId,
    items,
    withheld = [],
  } = await recommend(deps, turn, {
    question: bare(part),
    slots,
  });
  const told = withheld.map(({ message }) => message);
  return { recommendationId, items: told.length === 0 ? items : [], told };
}

function findShown(part: string, items: readonly ProductCard[]): ProductCard | undefined {
  const choice = readChoice(part);
  if (choice?.kind === 'place') return items[choice.index];
  if (choice?.kind === 'last') return items.at(-1);
  const place = matchTitle(
    bare(part),
    items.map(({ title }) => title.toLowerCase()),
  );
  return place === null ? undefined : items[place];
}
