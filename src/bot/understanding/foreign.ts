/** Small words of languages that we do not speak, those that English and names do not have. */
const SMALL_WORDS: ReadonlySet<string> = new Set(
  `ich möchte moechte lernen gibt einen eine kurs bitte wie kann nicht und für mein meine ist haben sie suche auf über
  je voudrais veux apprendre cherche avez vous est une des pour comment puis mon les cours bonjour merci où
  quiero aprender hola busco tienen curso cursos cómo puedo necesito gracias por para mi el los las una sobre
  voglio imparare corso vorrei avete sono ciao grazie come posso
  quero aprender preciso olá obrigado você tem uma não como
  ik wil leren cursus хочу`.split(/\s+/),
);
/** Of these words alone somebody who writes English or Chinese might use one. */
const SMALL_WORDS_MIN = 2;
const SHARE_MIN = 0.4;

/** Scripts that neither language is written in; kana and hangul count where they are more than a quoted word. */
const OTHER_SCRIPT =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Greek}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const OTHER_LETTERS_MIN = 4;

/** Whether a normalised text is written in a language that is neither Chinese nor English. */
export function isForeign(text: string): boolean {
  const others = text.match(OTHER_SCRIPT)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (others > 0) return others >= OTHER_LETTERS_MIN && others * 2 > letters;
  if (/\p{Script=Han}/u.test(text)) return false;
  const words = text.match(/[\p{Script=Latin}\p{M}]+/gu) ?? [];
  const small = words.filter((word) => SMALL_WORDS.has(word)).length;
  return small >= SMALL_WORDS_MIN && small >= words.length * SHARE_MIN;
}

/** Languages as their speakers call them, and their names in ours. */
const OWN_NAMES: readonly (readonly [RegExp, { readonly zh: string; readonly en: string }])[] = [
  [/\bdeutsch\b/u, { zh: '德语', en: 'German' }],
  [/\bfrançais\b|\bfrancais\b/u, { zh: '法语', en: 'French' }],
  [/\bespañol\b|\bespanol\b/u, { zh: '西班牙语', en: 'Spanish' }],
  [/\bitaliano\b/u, { zh: '意大利语', en: 'Italian' }],
  [/\bportuguês\b|\bportugues\b/u, { zh: '葡萄牙语', en: 'Portuguese' }],
  [/한국어/u, { zh: '韩语', en: 'Korean' }],
  [/русский/u, { zh: '俄语', en: 'Russian' }],
  [/日本語/u, { zh: '日语', en: 'Japanese' }],
  [
    /\b(?:englisch|anglais|inglés|ingles|inglese|inglês|engels)\b|英語|영어|английский/u,
    { zh: '英语', en: 'English' },
  ],
];

/** The language that a text in another one names, as ours call it; null when it names none. */
export function languageNamed(text: string): { readonly zh: string; readonly en: string } | null {
  return OWN_NAMES.find(([name]) => name.test(text))?.[1] ?? null;
}
