/** The 97.5 % point of the normal distribution: two sides make 95 %. */
const Z = 1.959963984540054;

export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A share and the interval in which it lies with 95 % (Wilson, 1927); null of none. */
export function wilson(count: number, of: number): Interval | null {
  if (of === 0) return null;
  const share = count / of;
  const zz = (Z * Z) / of;
  const middle = (share + zz / 2) / (1 + zz);
  const half = (Z * Math.sqrt((share * (1 - share)) / of + zz / (4 * of))) / (1 + zz);
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** The difference of two shares with 95 % (Newcombe, 1998, method 10). */
export function newcombe(one: Interval, other: Interval): { value: number; low: number; high: number } {
  const value = other.share - one.share;
  const low = value - Math.hypot(other.share - other.low, one.high - one.share);
  const high = value + Math.hypot(other.high - other.share, one.share - one.low);
  return { value, low, high };
}

/** The probability that equal variants are as uneven as this by chance (chi-square); null of fewer than two. */
export function sampleRatioP(counts: readonly number[]): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length < 2 || total === 0) return null;
  const expected = total / counts.length;
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return upperGamma((counts.length - 1) / 2, chi / 2);
}

/** The regularized upper incomplete gamma function, by its series and, far out, its continued fraction. */
function upperGamma(shape: number, x: number): number {
  if (x === 0) return 1;
  const scale = Math.exp(-x + shape * Math.log(x) - logGamma(shape));
  if (x < shape + 1) {
    let [term, sum] = [1 / shape, 1 / shape];
    for (let step = 1; step < 500; step += 1) {
      term *= x / (shape + step);
      sum += term;
    }
    return Math.max(0, 1 - sum * scale);
  }
  let [b, c] = [x + 1 - shape, 1e300];
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < 500; step += 1) {
    const a = -step * (step - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= d * c;
  }
  return fraction * scale;
}

/** Only halves of whole numbers are asked: Γ(n) by the product, Γ(n + ½) from Γ(½) = √π. */
function logGamma(half: number): number {
  let [value, at] = Number.isInteger(half) ? [0, 1] : [Math.log(Math.sqrt(Math.PI)), 0.5];
  for (; at < half; at += 1) value += Math.log(at);
  return value;
}
