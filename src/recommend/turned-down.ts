import { headTerm } from './search/document-terms.ts';
import { readQuestion } from './search/question.ts';
import { topicsAbove } from './search/topics.ts';
import type { ShelfView } from './shelf.ts';
import type { Bars } from './types.ts';
import type { Slots } from './wire.ts';

/**
 * What a subject that is turned down keeps away. Within a subject that is asked for it is a part of it: who wants
 * Japanese "but not N2" is shown N5, although both are levels of one examination.
 */
export function barTurnedDown(
  view: ShelfView,
  { topic, excludedTopic }: Slots,
): Pick<Bars, 'excludedTopicIds' | 'excludedProductIds'> {
  if (excludedTopic === undefined) return {};
  const { analysis, index, products } = view;
  const { units } = readQuestion(analysis, index, excludedTopic);
  const turnedDown = units.flatMap(({ topics }) => topics);
  const asked = new Set(
    readQuestion(analysis, index, topic).units.flatMap(({ topics }) => topics.map(({ id }) => id)),
  );
  const isPart = (id: string): boolean => {
    const own = analysis.topics.topics.get(id);
    return own !== undefined && topicsAbove(analysis.topics.topics, own).some((above) => asked.has(above.id));
  };
  const { topics } = analysis.topics;
  const ids = new Set(turnedDown.map(({ id }) => id));
  const lower = excludedTopic.toLowerCase();
  const isPartOfOne =
    turnedDown.length > 0 &&
    turnedDown.every(({ id, name }) => isPart(id) && name.zh !== lower && name.en.toLowerCase() !== lower);
  const holders = units
    .flatMap(({ saidTerms }) => saidTerms ?? [])
    .filter((term) => index.documentFrequency(headTerm(term)) > 0)
    .map((term) => index.holdersOf(headTerm(term)));
  if (holders.length === 0 || !isPartOfOne) {
    const below = [...topics.values()].filter((topic) =>
      topicsAbove(topics, topic).some(({ id }) => ids.has(id)),
    );
    return { excludedTopicIds: new Set([...ids, ...below.map(({ id }) => id)]) };
  }
  const named = products.filter(
    ({ topicIds }, place) => topicIds.some((id) => ids.has(id)) && holders.some((holds) => holds(place)),
  );
  return { excludedProductIds: new Set(named.map(({ productId }) => productId)) };
}
