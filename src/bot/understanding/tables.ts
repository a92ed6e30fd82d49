import { EN_FILLER, EN_INTENTS, EN_WHOLE } from './intents.en.ts';
import { SERVICE_INTENTS } from './intents.service.ts';
import { INTENTS, type Intent } from './intents.ts';
import { ZH_FILLER, ZH_INTENTS, ZH_WHOLE } from './intents.zh.ts';

/** What the tables make of a text. */
export interface TableReading {
  readonly intent: Intent;
  /** False when no pattern fits and the text is a search for want of anything better. */
  readonly isSaid: boolean;
  /** Every intent some pattern fits. */
  readonly touched: readonly Intent[];
}

/** The intent of a normalised text: the best of all patterns, then talk that is only talk, then a search. */
export function readTables(text: string): TableReading {
  const scores = scorePatterns(text);
  const touched = [...scores.keys()];
  const best = Math.max(0, ...scores.values());
  const scored =
    besidesAbuse(scores) ?? INTENTS.find((intent) => scores.get(intent) === best) ?? onlyTalk(text);
  if (scored !== null) return { intent: scored, isSaid: true, touched };
  if (/^[1-6][.。!！]?$/u.test(text)) return { intent: 'details', isSaid: true, touched };
  const isText = /\p{Script=Han}|[\p{L}\d]{2}/u.test(text);
  return { intent: isText ? 'search' : 'unclear', isSaid: !isText, touched };
}

/** Who is rude and says what is wanted besides is answered on that; null when nothing else is wanted. */
function besidesAbuse(scores: ReadonlyMap<Intent, number>): Intent | null {
  if (!scores.has('abuse')) return null;
  const others = [...scores].filter(([intent]) => BESIDES_ABUSE.includes(intent));
  return others.sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

const BESIDES_ABUSE: readonly Intent[] = [
  ...(['human', 'refund', 'payment_trouble', 'access', 'orders', 'invoice', 'manipulate'] as const),
];

const PATTERNS = [...SERVICE_INTENTS, ...ZH_INTENTS, ...EN_INTENTS];

function scorePatterns(text: string): ReadonlyMap<Intent, number> {
  const scores = new Map<Intent, number>();
  for (const [intent, score, pattern] of PATTERNS) {
    if (score > (scores.get(intent) ?? 0) && pattern.test(text)) scores.set(intent, score);
  }
  return scores;
}

const WHOLE = [...ZH_WHOLE, ...EN_WHOLE];

function onlyTalk(text: string): Intent | null {
  const rest = WHOLE.reduce((left, [, pattern]) => left.replace(pattern, ' '), text)
    .replace(ZH_FILLER, '')
    .replace(EN_FILLER, '');
  if (/[\p{L}\d]/u.test(rest)) return null;
  const said = new Set(WHOLE.filter(([, pattern]) => text.search(pattern) >= 0).map(([intent]) => intent));
  return INTENTS.find((intent) => (said as ReadonlySet<Intent>).has(intent)) ?? null;
}
