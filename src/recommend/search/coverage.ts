import { headTerm } from './document-terms.ts';
import type { Question, QuestionUnit, UnitTerm } from './question.ts';
import type { SearchIndex } from './search-index.ts';

/** A unit of a question that a document speaks of. */
export interface UnitMatch {
  /** The learner's words for it. */
  readonly surface: string;
  /** The topic that joins them; null when it is the word itself. */
  readonly topicId: string | null;
  /** True when the document says it in those words, in the head if it stands there. */
  readonly isSaid: boolean;
  /** True when it stands in title, tags or author. */
  readonly isInHead: boolean;
}

export interface Coverage {
  /** The share of the question that the document answers, 0 to 1. */
  readonly share: number;
  /** The same, by title, tags and author alone. */
  readonly headShare: number;
  /** True when title, tags or author name a topic that is asked for, and not only a broader one. */
  readonly hasTopic: boolean;
  /** True when title, tags or author have something that is asked for, and not only a broader topic of it. */
  readonly isDirect: boolean;
  /** What stands in the head first, then by importance. */
  readonly matches: readonly UnitMatch[];
}

/** How much of a question a document answers. */
export function coverageOf(index: SearchIndex, question: Question, document: number): Coverage {
  const covered = question.units.flatMap((unit) => coverUnit(index, unit, document) ?? []);
  const all = question.units.reduce((sum, { importance }) => sum + importance, 0) || 1;
  const shareBy = (weightOf: (unit: CoveredUnit) => number): number =>
    covered.reduce((sum, unit) => sum + unit.importance * Math.min(1, weightOf(unit)), 0) / all;
  const direct = covered.flatMap(({ head }) => (head === undefined || head.by === 'broader' ? [] : [head]));
  return {
    share: shareBy(({ any }) => any.weight),
    headShare: shareBy(({ head }) => head?.weight ?? 0),
    hasTopic: direct.some(({ by }) => by === 'topic'),
    isDirect: direct.length > 0,
    matches: covered.sort(byPlace).map(matchOf),
  };
}

interface CoveredUnit {
  readonly importance: number;
  /** The strongest term anywhere, and the strongest in title, tags or author. */
  readonly any: UnitTerm;
  readonly head: UnitTerm | undefined;
  readonly isSaid: boolean;
}

function coverUnit(index: SearchIndex, unit: QuestionUnit, document: number): CoveredUnit | undefined {
  const any = strongest(unit.terms, (term) => index.contains(document, term));
  if (any === undefined) return undefined;
  const head = strongest(unit.terms, (term) => index.contains(document, headTerm(term)));
  const says = (term: string): boolean =>
    index.contains(document, head === undefined ? term : headTerm(term));
  return { importance: unit.importance, any, head, isSaid: unit.saidTerms?.every(says) === true };
}

function strongest(terms: readonly UnitTerm[], has: (term: string) => boolean): UnitTerm | undefined {
  let best: UnitTerm | undefined;
  for (const term of terms) if (term.weight > (best?.weight ?? 0) && has(term.term)) best = term;
  return best;
}

function byPlace(a: CoveredUnit, b: CoveredUnit): number {
  return Number(b.head !== undefined) - Number(a.head !== undefined) || b.importance - a.importance;
}

function matchOf({ any, head, isSaid }: CoveredUnit): UnitMatch {
  const { term, surface } = head ?? any;
  const topicId = term.startsWith('#') ? term.slice(1) : null;
  return { surface, topicId, isSaid, isInHead: head !== undefined };
}
