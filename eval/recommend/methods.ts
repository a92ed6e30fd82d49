import { easeRows } from '../../src/recommend/model/ease.ts';
import { countTakers, type Histories } from '../../src/recommend/model/histories.ts';
import { neighbourRows } from '../../src/recommend/model/neighbours.ts';
import { addRow, collectRelation } from '../../src/recommend/model/relation.ts';

/** Writes how much a history speaks for each item. */
export type Score = (history: Uint32Array, scores: Float32Array) => void;

const pause = async (): Promise<void> => {};

/** The simple methods that ours is held against, by name; each learns from the same histories. */
export const simpleMethods: Readonly<Record<string, (histories: Histories) => Promise<Score>>> = {
  popularity: async (histories) => {
    const takers = Float32Array.from(countTakers(histories));
    return (_history, scores) => scores.set(takers);
  },
  itemKnn: async (histories) => {
    const { itemCount } = histories;
    return summing(await collectRelation(neighbourRows(histories, 0.5), { itemCount, keptMax: 100, pause }));
  },
  ease: async (histories) => {
    const { itemCount } = histories;
    const plain = { learnerPower: 0, itemPower: 0, ridge: 6, dropout: 0 };
    const rows = await easeRows(histories, plain, pause);
    return summing(await collectRelation(rows, { itemCount, keptMax: itemCount, pause }));
  },
};

function summing(relation: Awaited<ReturnType<typeof collectRelation>>): Score {
  return (history, scores) => {
    scores.fill(0);
    for (const item of history) addRow(relation, { item, weight: 1 }, scores);
  };
}
