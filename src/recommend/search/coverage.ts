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

/** Prepares measuring how much of a question documents answer. */
export function measureCoverage(index: SearchIndex, question: Question): (document: number) => Coverage {
  const units = question.units.map((unit) => prepareUnit(index, unit));
  const all = importanceOfMost(question.units) || 1;
  return (document) => {
    const covered = units.flatMap((unit) => coverUnit(unit, document) ?? []);
    const shareBy = (weightOf: (unit: CoveredUnit) => number): number =>
      covered.reduce((sum, unit) => sum + unit.importance * Math.min(1, weightOf(unit)), 0) / all;
    const direct = covered.flatMap(({ head }) => (head === undefined || head.by === 'broader' ? [] : [head]));
    return {
      share: Math.min(
        1,
        shareBy(({ any }) => any.weight),
      ),
      headShare: Math.min(
        1,
        shareBy(({ head }) => head?.weight ?? 0),
      ),
      hasTopic: direct.some(({ by }) => by === 'topic'),
      isDirect: direct.length > 0,
      matches: covered.sort(byPlace).map(matchOf),
    };
  };
}

/** Who tells a long story does not ask for all of it: what counts are its most important things. */
const ASKED_MAX = 8;

function importanceOfMost(units: readonly QuestionUnit[]): number {
  return units
    .map(({ importance }) => importance)
    .sort((a, b) => b - a)
    .slice(0, ASKED_MAX)
    .reduce((sum, importance) => sum + importance, 0);
}

type Holds = (document: number) => boolean;

interface PreparedUnit {
  readonly importance: number;
  /** Strongest first. */
  readonly terms: readonly { readonly term: UnitTerm; readonly anywhere: Holds; readonly inHead: Holds }[];
  readonly said: readonly { readonly anywhere: Holds; readonly inHead: Holds }[] | null;
}

function prepareUnit(index: SearchIndex, unit: QuestionUnit): PreparedUnit {
  const holders = (term: string) => ({
    anywhere: index.holdersOf(term),
    inHead: index.holdersOf(headTerm(term)),
  });
  return {
    importance: unit.importance,
    terms: [...unit.terms]
      .sort((a, b) => b.weight - a.weight)
      .map((term) => ({ term, ...holders(term.term) })),
    said: unit.saidTerms === null ? null : unit.saidTerms.map(holders),
  };
}

interface CoveredUnit {
  readonly importance: number;
  /** The strongest term anywhere, and the strongest in title, tags or author. */
  readonly any: UnitTerm;
  readonly head: UnitTerm | undefined;
  readonly isSaid: boolean;
}

function coverUnit(unit: PreparedUnit, document: number): CoveredUnit | undefined {
  const any = unit.terms.find(({ anywhere }) => anywhere(document))?.term;
  if (any === undefined) return undefined;
  const head = unit.terms.find(({ inHead }) => inHead(document))?.term;
  const isSaid =
    unit.said?.every(({ anywhere, inHead }) =>
      head === undefined ? anywhere(document) : inHead(document),
    ) === true;
  return { importance: unit.importance, any, head, isSaid };
}

function byPlace(a: CoveredUnit, b: CoveredUnit): number {
  return Number(b.head !== undefined) - Number(a.head !== undefined) || b.importance - a.importance;
}

function matchOf({ any, head, isSaid }: CoveredUnit): UnitMatch {
  const { term, surface } = head ?? any;
  const topicId = term.startsWith('#') ? term.slice(1) : null;
  return { surface, topicId, isSaid, isInHead: head !== undefined };
}
