import { z } from 'zod';
import { compileRule } from '../rules/compile-rule.ts';
import type { Rule, RuleDefinition } from '../rules/rule.ts';
import { RuleBody } from '../wire.ts';

/** A file of rules to try: those of the same name take the place of live ones, others come in addition. */
const RuleFile = z.union([
  z.array(RuleBody),
  z.strictObject({ rules: z.array(RuleBody).default([]), without: z.array(z.string()).default([]) }),
]);

/** The rules of a file as they would stand beside the live ones. Throws `RuleRefused` and what zod says of its form. */
export function draftRules(live: readonly RuleDefinition[], content: unknown): Rule[] {
  const parsed = RuleFile.parse(content);
  const { rules, without } = Array.isArray(parsed) ? { rules: parsed, without: [] } : parsed;
  const replaced = new Set([...without, ...rules.map(({ name }) => name)]);
  const kept = live.filter(({ name }) => !replaced.has(name));
  return [...kept, ...rules].map((definition) => compileRule(definition, { version: 0, state: 'live' }));
}
