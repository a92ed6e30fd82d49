/** A score with the truth beside it. */
export interface Scored {
  readonly score: number;
  readonly isFraud: boolean;
}

/** Chance that a fraud scores above a good press; a tie counts half. NaN without both kinds. */
export function areaUnderCurve(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
    // Equal scores share the mean of their ranks, which count from 1.
    const meanRank = (from + 1 + to) / 2;
    for (let place = from; place < to; place += 1) if (sorted[place]?.isFraud) rankSum += meanRank;
    from = to;
  }
  const frauds = rows.filter(({ isFraud }) => isFraud).length;
  const goods = rows.length - frauds;
  return (rankSum - (frauds * (frauds + 1)) / 2) / (frauds * goods);
}

/** Average precision, step-wise: precision at every rise of recall; equal scores form one step. */
export function averagePrecision(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((a, b) => b.score - a.score);
  const frauds = rows.filter(({ isFraud }) => isFraud).length;
  let [seen, found, sum] = [0, 0, 0];
  while (seen < sorted.length) {
    const { score } = sorted[seen] as Scored;
    let foundHere = 0;
    for (; seen < sorted.length && sorted[seen]?.score === score; seen += 1)
      if (sorted[seen]?.isFraud) foundHere += 1;
    found += foundHere;
    sum += (foundHere / frauds) * (found / seen);
  }
  return sum;
}

/** The lowest threshold that at most `share` of the good rows reach. */
export function thresholdForGoodShare(rows: readonly Scored[], share: number): number {
  const goods = rows.filter(({ isFraud }) => !isFraud).map(({ score }) => score);
  goods.sort((a, b) => b - a);
  const last = goods[Math.floor(goods.length * share)];
  if (last === undefined) return 1;
  // Just above the first good score that must stay below.
  return Math.min(1, last + Number.EPSILON);
}

/** Share of the rows of one kind whose score reaches `threshold`; 0 without any. */
export function shareReaching(rows: readonly Scored[], isFraud: boolean, threshold: number): number {
  const asked = rows.filter((row) => row.isFraud === isFraud);
  return asked.length === 0 ? 0 : asked.filter(({ score }) => score >= threshold).length / asked.length;
}

/** Mean logarithmic loss of probabilities; lower is better. */
export function logLoss(rows: readonly Scored[]): number {
  const sum = rows.reduce((total, { score, isFraud }) => {
    const told = Math.min(Math.max(isFraud ? score : 1 - score, 1e-12), 1);
    return total - Math.log(told);
  }, 0);
  return sum / rows.length;
}
