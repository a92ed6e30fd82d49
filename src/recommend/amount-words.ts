const CHINESE_DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  // "几十" is all of the tens.
  几: 10,
};
const CHINESE_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000 };

const ENGLISH_SMALL: Readonly<Record<string, number>> = {
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
  },
  ...{ eleven: 11, twelve: 12, fifteen: 15, sixteen: 16, eighteen: 18, twenty: 20, thirty: 30, forty: 40 },
  ...{ fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, couple: 2, few: 3, fiver: 5, tenner: 10 },
};
const ENGLISH_UNITS: Readonly<Record<string, number>> = { hundred: 100, thousand: 1_000, grand: 1_000 };

const ENGLISH_ONES = '(?:one|two|three|four|five|six|seven|eight|nine)';
const ENGLISH_TENS = `(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]${ENGLISH_ONES})?)`;
const ENGLISH_LOW = `(?:${ENGLISH_TENS}|eleven|twelve|fifteen|sixteen|eighteen|ten|five)`;
const ENGLISH_SOURCE = `(?:(?:an? (?:couple(?: of)?|few)|a|${ENGLISH_ONES})[- ](?:hundred|thousand|grand)(?:(?: and)? ${ENGLISH_LOW})?|a fiver|a tenner|${ENGLISH_LOW})`;

/** The source of a pattern for an amount in digits, Chinese numerals or English number words. */
export const AMOUNT_SOURCE = `(?:\\d+(?:,\\d{3})*(?:\\.\\d{1,3})?\\s*[百千万k]?|[一二两三四五六七八九十百千万零几]*[十百千万][一二三四五六七八九十来多]*|[一二两三四五六七八九](?=块|元)|${ENGLISH_SOURCE})`;

/**
 * Reads an amount as learners write it: "99.9", "1,200", "3百", "一百五", "两三百" (the larger), "几十" (all of
 * the tens), "twenty". A plain decimal text, or null when it is none.
 */
export function readAmountWords(text: string): string | null {
  const plain = text
    .toLowerCase()
    .replace(/[,\s]+(?=\d)/g, '')
    .trim();
  const digits = /^(\d+(?:\.\d{1,3})?)\s*([百千万k]?)$/.exec(plain);
  if (digits !== null) return scaled(digits[1] ?? '', digits[2] ?? '');
  const english = readEnglishNumber(plain);
  if (english !== null) return String(english);
  const chinese = readChineseNumber(plain);
  return chinese === null ? null : String(chinese);
}

/** What an article before a number adds nothing to: "a couple of hundred", "a tenner". */
const SILENT = /^an? (?=couple|few|fiver|tenner)|\b(?:and|of)\b/g;

function readEnglishNumber(text: string): number | null {
  let sum = 0;
  for (const word of text
    .replace(SILENT, ' ')
    .trim()
    .split(/[\s-]+/)) {
    const unit = ENGLISH_UNITS[word];
    const small = unit === undefined ? ENGLISH_SMALL[word] : 0;
    if (small === undefined) return null;
    sum = unit === undefined ? sum + small : Math.max(1, sum) * unit;
  }
  return sum > 0 ? sum : null;
}

function scaled(digits: string, unit: string): string {
  const factor = unit === 'k' ? 1_000 : (CHINESE_UNITS[unit] ?? 1);
  return factor === 1 ? digits : String(Math.round(Number(digits) * factor));
}

function readChineseNumber(text: string): number | null {
  const plain = text.replace(/[来多]/gu, '');
  if (!/^[零一二两三四五六七八九十百千万几]+$/u.test(plain)) return null;
  const [first = '', second] = plain.split('万');
  const sum =
    second === undefined
      ? belowTenThousand(first)
      : (belowTenThousand(first) || 1) * 10_000 + belowTenThousand(second);
  return sum > 0 ? sum : null;
}

function belowTenThousand(text: string): number {
  let sum = 0;
  let digit: number | null = null;
  let lastUnit = 1;
  for (const character of text) {
    const unit = CHINESE_UNITS[character];
    if (unit === undefined) {
      digit = CHINESE_DIGITS[character] ?? null;
      continue;
    }
    sum += (digit ?? 1) * unit;
    digit = null;
    lastUnit = unit;
  }
  // "一百五" says 150: the last digit counts in the next smaller unit, unless a zero stands between.
  const isShort = lastUnit > 10 && !text.includes('零');
  return sum + (digit ?? 0) * (isShort ? lastUnit / 10 : 1);
}
