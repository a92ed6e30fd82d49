import { setImmediate } from 'node:timers/promises';

/** A question that nothing answered. */
export interface AskedQuestion {
  readonly text: string;
  readonly language: string;
  readonly conversationId: string;
  readonly atMs: number;
}

/** Questions that ask the same in other words. */
export interface QuestionGroup {
  /** The one that is most like all others. */
  readonly example: AskedQuestion;
  readonly count: number;
  readonly conversations: number;
  /** The most used first. */
  readonly languages: readonly string[];
  readonly lastAtMs: number;
}

/** How alike two questions are, as a cosine, when they are taken for one. Tried on sayings of intents in both languages. */
const ALIKE_FROM = 0.46;

/** Whoever waits for the thread goes in between. */
const KINDS_AT_ONCE = 50;

/**
 * Groups questions that are alike, the largest group first: each goes to the group whose sum of features is nearest, or
 * begins one. The same questions give the same groups whatever their order.
 */
export async function groupQuestions(questions: readonly AskedQuestion[]): Promise<QuestionGroup[]> {
  const kinds = kindsOf(questions);
  const weightOf = createWeights(kinds);
  const groups: Group[] = [];
  const groupsWith = new Map<string, Set<Group>>();
  for (const [place, kind] of kinds.entries()) {
    if (place % KINDS_AT_ONCE === 0) await setImmediate();
    const vector = weighted(kind.features, weightOf);
    const group = nearest(vector, groupsWith) ?? newGroup(groups);
    group.kinds.push({ ...kind, vector });
    for (const [feature, weight] of vector) {
      addTo(group, feature, weight * kind.asked.length);
      groupsWith.set(feature, (groupsWith.get(feature) ?? new Set()).add(group));
    }
  }
  return groups.map(viewOf).sort(byWeight);
}

/** One way of saying it, with all who said it so. */
interface Kind {
  readonly name: string;
  readonly features: ReadonlyMap<string, number>;
  readonly asked: readonly AskedQuestion[];
}

type Vector = ReadonlyMap<string, number>;

interface Group {
  readonly kinds: (Kind & { readonly vector: Vector })[];
  readonly sum: Map<string, number>;
  /** The sum's length, squared. */
  square: number;
}

/** The most said first, so that what many say leads; a question without letters is not grouped. */
function kindsOf(questions: readonly AskedQuestion[]): Kind[] {
  const said = new Map<string, AskedQuestion[]>();
  for (const question of questions) {
    const name = normalized(question.text);
    const own = said.get(name);
    if (own === undefined) said.set(name, [question]);
    else own.push(question);
  }
  return [...said]
    .map(([name, asked]) => ({ name, asked, features: featuresOf(name) }))
    .filter(({ features }) => features.size > 0)
    .sort((one, other) => other.asked.length - one.asked.length || (one.name < other.name ? -1 : 1));
}

/** Numbers of orders and lessons tell questions apart that ask the same. */
function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** Words of questions that say nothing of what is asked. */
const EMPTY = new Set(
  'a an and are at be can could do does for from have how i in is it me my of on or please that the there this to we what when where which will with would you your'.split(
    ' ',
  ),
);
const EMPTY_HAN = /能不能|可不可以|可以|怎么样?|如何|什么|这个|那个|[的了吗呢啊吧呀请问我你您们是有在么]/gu;

/** Words and their beginnings in letters, characters and their pairs in Han. */
function featuresOf(text: string): Map<string, number> {
  const features = new Map<string, number>();
  for (const run of text.replaceAll(EMPTY_HAN, ' ').match(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu) ?? []) {
    const parts = /\p{Script=Han}/u.test(run) ? partsOfHan(run) : partsOfWord(run);
    for (const [feature, weight] of parts) features.set(feature, (features.get(feature) ?? 0) + weight);
  }
  return features;
}

type Part = readonly [feature: string, weight: number];

function partsOfHan(run: string): Part[] {
  const characters = [...run];
  const pairs = characters.slice(1).map((character, place): Part => [`${characters[place]}${character}`, 1]);
  return [...characters.map((character): Part => [character, 0.5]), ...pairs];
}

/** Endings differ, the beginning stays. */
function partsOfWord(run: string): Part[] {
  if (EMPTY.has(run)) return [];
  return run.length > 4
    ? [
        [run, 1],
        [`${run.slice(0, 4)}…`, 1],
      ]
    : [[run, 1]];
}

/** What few say weighs more. */
function createWeights(kinds: readonly Kind[]): (feature: string) => number {
  const seen = new Map<string, number>();
  for (const { features } of kinds)
    for (const feature of features.keys()) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  return (feature) => 1 + Math.log((kinds.length + 1) / ((seen.get(feature) ?? 0) + 1));
}

function weighted(features: ReadonlyMap<string, number>, weightOf: (feature: string) => number): Vector {
  const raw = [...features].map(([feature, count]) => [feature, count * weightOf(feature)] as const);
  const length = Math.hypot(...raw.map(([, weight]) => weight));
  return new Map(raw.map(([feature, weight]) => [feature, weight / length]));
}

/** Groups that share one of so many of a question's rarest features are looked at. */
const RAREST = 6;
const LOOKED_AT_MAX = 150;

function nearest(vector: Vector, groupsWith: ReadonlyMap<string, ReadonlySet<Group>>): Group | null {
  const sharing = [...vector.keys()]
    .map((feature) => groupsWith.get(feature) ?? new Set<Group>())
    .sort((one, other) => one.size - other.size)
    .filter(({ size }) => size > 0)
    .slice(0, RAREST);
  const near = new Set(sharing.flatMap((groups) => [...groups].slice(0, LOOKED_AT_MAX)));
  let best: Group | null = null;
  let bestLikeness = ALIKE_FROM;
  for (const group of near) {
    const likeness = likenessOf(vector, group);
    if (likeness < bestLikeness || (likeness === bestLikeness && best !== null)) continue;
    [best, bestLikeness] = [group, likeness];
  }
  return best;
}

function likenessOf(vector: Vector, { sum, square }: Group): number {
  let product = 0;
  for (const [feature, weight] of vector) product += weight * (sum.get(feature) ?? 0);
  return product / Math.sqrt(square);
}

function addTo(group: Group, feature: string, weight: number): void {
  const before = group.sum.get(feature) ?? 0;
  group.sum.set(feature, before + weight);
  group.square += weight * (2 * before + weight);
}

function newGroup(groups: Group[]): Group {
  const group: Group = { kinds: [], sum: new Map(), square: 0 };
  groups.push(group);
  return group;
}

function viewOf(group: Group): QuestionGroup {
  const asked = group.kinds.flatMap((kind) => kind.asked);
  const [middle] = group.kinds.toSorted(
    (one, other) => likenessOf(other.vector, group) - likenessOf(one.vector, group),
  );
  const latest = (questions: readonly AskedQuestion[]) =>
    questions.reduce((last, one) =>
      one.atMs > last.atMs || (one.atMs === last.atMs && one.text < last.text) ? one : last,
    );
  const counts = new Map<string, number>();
  for (const { language } of asked) counts.set(language, (counts.get(language) ?? 0) + 1);
  return {
    example: latest(middle?.asked ?? asked),
    count: asked.length,
    conversations: new Set(asked.map(({ conversationId }) => conversationId)).size,
    languages: [...counts]
      .sort(([oneName, one], [otherName, other]) => other - one || (oneName < otherName ? -1 : 1))
      .map(([language]) => language),
    lastAtMs: latest(asked).atMs,
  };
}

function byWeight(one: QuestionGroup, other: QuestionGroup): number {
  return (
    other.count - one.count ||
    other.lastAtMs - one.lastAtMs ||
    (one.example.conversationId < other.example.conversationId ? -1 : 1)
  );
}
