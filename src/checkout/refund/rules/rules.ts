import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { consentTexts } from '../../session/consent.ts';

const Sentence = z.strictObject({ zh: z.string().min(1).max(300), en: z.string().min(1).max(300) });

/** What holds for one kind of product. */
const RefundRule = z.strictObject({
  /** How long after payment, in days of 24 hours; 0 = not at all. */
  days: z.number().int().min(0).max(3650),
  /**
   * Once the host platform reported it opened: `allowed` up to `progressPercentMax`, `refused`, or `exempt` – the
   * right to withdraw ended by law, because the learner agreed to that before paying; `legalText` says so.
   */
  onceOpened: z.enum(['allowed', 'refused', 'exempt']),
  /** The most progress, 0 to 100, with which an opened product may still go back. */
  progressPercentMax: z.number().int().min(0).max(100).default(0),
  legalText: Sentence.extend({ version: z.string().min(1).max(32) }).optional(),
});
export type RefundRule = z.infer<typeof RefundRule>;

/** Refund rules as data, by kind of product. A version never changes: other rules are another version. */
export const RefundRules = z
  .strictObject({
    version: z.string().regex(/^[\w.-]{1,32}$/),
    /** The purchase terms that state these rules. */
    termsVersion: z.string(),
    kinds: z.strictObject({ course: RefundRule, column: RefundRule, ebook: RefundRule }),
    /** Why a person may refund beyond the rules; each takes a reason in words. */
    exceptions: z.array(Sentence.extend({ flag: z.string().regex(/^[a-z_]{1,32}$/) })).max(20),
  })
  .refine(({ termsVersion }) => termsVersion in consentTexts, {
    message: 'names no version of the purchase terms',
    path: ['termsVersion'],
  })
  .refine(
    ({ kinds }) =>
      Object.values(kinds).every((rule) => (rule.onceOpened === 'exempt') === (rule.legalText !== undefined)),
    {
      message: 'goods exempt once opened, and only they, need the legal text that says so',
      path: ['kinds'],
    },
  );
export type RefundRules = z.infer<typeof RefundRules>;

/** Reads refund rules from a JSON file. Throws with what is wrong with it. */
export function loadRefundRules(file: string): RefundRules {
  const parsed = RefundRules.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`the refund rules in ${file} are wrong: ${problems.join('; ')}`);
}
