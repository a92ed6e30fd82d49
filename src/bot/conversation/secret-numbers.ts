/** Whether the last digit is right by the Luhn formula (ISO/IEC 7812-1). */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Beginnings of card numbers and the lengths their schemes issue. */
const SCHEMES: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^5[1-5]|^2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)/, [16]],
  [/^220[0-4]/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689])/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^62|^81/, [16, 17, 18, 19]],
  [/^6(?:011|4[4-9]|5)/, [16, 17, 18, 19]],
  [/^(?:5[06-9]|6)/, [16, 17, 18, 19]],
];

/**
 * A number a bank card can have: a card's length, a known first digit and the Luhn digit. Doubtful digits, in groups
 * as a list of prices is or beside letters as order numbers are, also need the length of their scheme.
 */
export function isCardNumber(digits: string, isDoubtful: boolean): boolean {
  if (!/^[0-9]{13,19}$/.test(digits) || !isLuhn(digits)) return false;
  if (!isDoubtful && /^[3-6]/.test(digits)) return true;
  return SCHEMES.some(([start, lengths]) => start.test(digits) && lengths.includes(digits.length));
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';
/** First two digits: the province-level divisions of GB/T 2260, Taiwan, Hong Kong, Macao and their permits. */
const ID_PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** An identity number of 18 places by its check digit (GB 11643-1999), or an old one of 15 by its birth date, in one piece. */
export function isChineseIdentityNumber(text: string, isDoubtful: boolean): boolean {
  if (/^[0-9]{17}[0-9Xx]$/.test(text)) return hasRightCheck(text) && isBirthDate(text.slice(6, 14));
  if (isDoubtful || !/^[0-9]{15}$/.test(text)) return false;
  return ID_PROVINCE.test(text) && isBirthDate(`19${text.slice(6, 12)}`);
}

function hasRightCheck(text: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return ID_CHECKS[sum % 11] === text[17]?.toUpperCase();
}

function isBirthDate(yearMonthDay: string): boolean {
  const year = Number(yearMonthDay.slice(0, 4));
  const month = Number(yearMonthDay.slice(4, 6));
  const day = Number(yearMonthDay.slice(6, 8));
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1850 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
