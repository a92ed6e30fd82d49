import { isCardNumber, isChineseIdentityNumber } from './secret-numbers.ts';

/** Stands for what was hidden; the last four digits of a card stay so that it can be told from another. */
const HIDDEN = '••••';

/** What people put between the digits of a number. */
const SEPARATOR = '[ \\u00a0\\u3000\\u2010-\\u2015\\uff0d-]';
const DIGIT_RUN = new RegExp(`[0-9]+(?:${SEPARATOR}{1,3}[0-9]+)*(?:${SEPARATOR}?[Xx](?![0-9A-Za-z]))?`, 'g');

/** Words that announce the three or four digits of a card's back, before and after them. */
const CVV_WORD =
  '(?:cvv2?|cvc2?|cvn2?|security code|card code|on the back(?: of (?:my|the) card)?|安全码|校验码|(?:背面|卡背|卡片?)?的?[后末][三3]位(?:数字?)?)';
const CVV_AFTER_WORD = new RegExp(
  `(${CVV_WORD}(?:\\s*(?:number|no\\.?|code|号码?|码|数字?))?(?:\\s|is|are|was|[=:：,，(（-]|是|为)*)([0-9]{3,4})(?![0-9A-Za-z]|[.,][0-9])`,
  'giu',
);
const CVV_BEFORE_WORD = new RegExp(
  `(?<![0-9A-Za-z.,${HIDDEN}])([0-9]{3,4})(\\s*(?:is|=|是|为|as)?\\s*(?:the|my|its|我的|它的)?\\s*${CVV_WORD}(?![^0-9]{0,12}${HIDDEN}))`,
  'giu',
);
/** Right behind a card number, an expiry date and then three or four bare digits need no word. */
const CVV_AFTER_CARD = new RegExp(
  `(${HIDDEN}[0-9]{4}[\\s,，;/|]{1,3}[0-9]{1,2}\\s?[/-]\\s?(?:20)?[0-9]{2}[\\s,，;/|]{1,3})([0-9]{3,4})(?![0-9A-Za-z]|[.,][0-9])`,
  'gu',
);

/**
 * Hides card numbers (Luhn), their CVV and Chinese identity numbers, before anything keeps or reads the text (C7).
 * Prices, order numbers and telephone numbers stay. Masking twice is masking once.
 */
export function maskSensitive(text: string): string {
  if (!/(?:[0-9０-９].*?){3}/su.test(text)) return text;
  const plain = plainDigits(text);
  const masked = plain
    .replace(DIGIT_RUN, maskRun)
    .replace(CVV_AFTER_WORD, `$1${HIDDEN}`)
    .replace(CVV_BEFORE_WORD, `${HIDDEN}$2`)
    .replace(CVV_AFTER_CARD, `$1${HIDDEN}`);
  return masked === plain ? text : masked;
}

/** Full-width digits as typed on Chinese keyboards, one character for one. */
function plainDigits(text: string): string {
  return text.replace(/[０-９Ｘ]/gu, (character) =>
    character === 'Ｘ' ? 'X' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

interface Group {
  readonly start: number;
  readonly end: number;
}

/** Looks for a secret number in every stretch of whole digit groups, the longest first. */
function maskRun(text: string, offset: number, whole: string): string {
  const run = { text, groups: groupsOf(text), touchesLetters: touchesLetters(whole, offset, text.length) };
  const parts: string[] = [];
  let copiedTo = 0;
  let first = 0;
  while (first < run.groups.length) {
    const found = secretFrom(run, first);
    if (found === null) {
      first += 1;
      continue;
    }
    parts.push(text.slice(copiedTo, run.groups[first]?.start), found.mask);
    copiedTo = run.groups[found.last]?.end ?? text.length;
    first = found.last + 1;
  }
  return copiedTo === 0 ? text : parts.join('') + text.slice(copiedTo);
}

/** Our own numbers have letters in front; a card number behind a word ("visa4242…") must pass a stricter test. */
function touchesLetters(whole: string, offset: number, length: number): boolean {
  const around = (whole[offset - 1] ?? '') + (whole[offset + length] ?? '');
  return /[A-Za-z]/.test(around);
}

interface Group {
  readonly start: number;
  readonly end: number;
}

interface Run {
  readonly text: string;
  readonly groups: readonly Group[];
  readonly touchesLetters: boolean;
}

function groupsOf(run: string): Group[] {
  return [...run.matchAll(/[0-9]+[Xx]?|[Xx]/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const DIGITS_MAX = 19;

interface Secret {
  readonly last: number;
  readonly mask: string;
}

function secretFrom(run: Run, first: number): Secret | null {
  let digits = '';
  let found: Secret | null = null;
  for (const [last, group] of run.groups.entries()) {
    if (last < first) continue;
    digits += run.text.slice(group.start, group.end);
    if (digits.length > DIGITS_MAX) break;
    const mask = maskOf(digits, run.touchesLetters || last > first);
    if (mask !== null) found = { last, mask };
  }
  return found;
}

function maskOf(digits: string, isDoubtful: boolean): string | null {
  if (isCardNumber(digits, isDoubtful)) return `${HIDDEN}${digits.slice(-4)}`;
  return isChineseIdentityNumber(digits, isDoubtful) ? HIDDEN : null;
}
