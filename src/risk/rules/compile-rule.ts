import { type ASTNode, Environment, serialize } from '@marcbachmann/cel-js';
import type { Rule, RuleDefinition } from './rule.ts';
import { type Facts, type FieldType, ruleFields } from './rule-fields.ts';

const EXPRESSION_CHARACTERS_MAX = 2_000;
const celTypes: Readonly<Record<FieldType, string>> = { number: 'double', text: 'string', flag: 'bool' };

/** Why an expression cannot be a rule, with its place in the text. */
export interface RuleFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export class RuleRefused extends Error {
  override readonly name = 'RuleRefused';
  readonly fault: RuleFault;
  constructor(fault: RuleFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Three answers: a rule whose outcome hangs on something unknown says null. */
type Verdict = (facts: Facts) => boolean | null;

/** Expressions are trees without loops over data of others; a regular expression could run for minutes. */
const REFUSED_CALLS = new Set(['matches']);

const environment = new Environment({
  limits: { maxAstNodes: 400, maxDepth: 40, maxListElements: 200, maxMapEntries: 0, maxCallArguments: 8 },
});
for (const [name, type] of Object.entries(ruleFields)) environment.registerVariable(name, celTypes[type]);
// People write "failures_10m == 4": whole numbers are compared with doubles as CEL compares them at run time.
environment.registerOperator('double == int', (left: number, right: bigint) => left === Number(right));

/**
 * An expression made a function, once. Throws `RuleRefused` for what does not parse, does not type-check, is no boolean,
 * is too long or asks for no field at all.
 */
export function compileExpression(expression: string): Verdict {
  if (expression.length > EXPRESSION_CHARACTERS_MAX)
    throw refused(`an expression has at most ${EXPRESSION_CHARACTERS_MAX} characters`, expression);
  const check = environment.check(expression);
  if (!check.valid) throw refusedBy(check.error, expression);
  if (check.type !== 'bool') throw refused(`it gives ${check.type}, a rule needs true or false`, expression);
  const { ast } = environment.parse(expression);
  refuseCalls(ast, expression);
  if (fieldsOf(ast).length === 0) throw refused('it asks for no field of the press', expression);
  return verdictOf(ast);
}

/** A rule ready to be evaluated. Throws `RuleRefused`. */
export function compileRule(
  definition: RuleDefinition,
  { version, state }: Pick<Rule, 'version' | 'state'>,
): Rule {
  const applies = compileExpression(definition.expression);
  const staff = sentenceOf(definition.analystText);
  return { ...definition, version, state, applies, staff };
}

/**
 * Kleene's three values over the logical skeleton; what stands below it is a program of its own and is asked only when
 * all its fields are known. So nothing is thrown, and an unknown field never passes for false where it matters.
 */
function verdictOf(node: ASTNode): Verdict {
  if (node.op === '&&') return both(verdictOf(node.args[0]), verdictOf(node.args[1]));
  if (node.op === '||') return either(verdictOf(node.args[0]), verdictOf(node.args[1]));
  if (node.op === '!_') return negated(verdictOf(node.args));
  return programOf(node);
}

function both(left: Verdict, right: Verdict): Verdict {
  return (facts) => {
    const first = left(facts);
    if (first === false) return false;
    const second = right(facts);
    if (second === false) return false;
    return first === null || second === null ? null : true;
  };
}

function either(left: Verdict, right: Verdict): Verdict {
  return (facts) => {
    const first = left(facts);
    if (first === true) return true;
    const second = right(facts);
    if (second === true) return true;
    return first === null || second === null ? null : false;
  };
}

function negated(inner: Verdict): Verdict {
  return (facts) => {
    const verdict = inner(facts);
    return verdict === null ? null : !verdict;
  };
}

function programOf(node: ASTNode): Verdict {
  const fields = fieldsOf(node);
  const program = environment.parse(serialize(node));
  // Only what it asks for, and nothing is made anew: this runs for every press.
  const context: Record<string, unknown> = {};
  return (facts) => {
    for (const field of fields) {
      const value = facts[field];
      if (value === null || value === undefined || Number.isNaN(value)) return null;
      context[field] = value;
    }
    try {
      return program(context) === true;
    } catch {
      // An index outside of its list, say: not known is what it is.
      return null;
    }
  };
}

function fieldsOf(node: ASTNode): string[] {
  const fields = new Set<string>();
  walk(node, (one) => {
    if (one.op === 'id' && Object.hasOwn(ruleFields, one.args)) fields.add(one.args);
  });
  return [...fields];
}

function refuseCalls(ast: ASTNode, expression: string): void {
  walk(ast, (node) => {
    const called = node.op === 'rcall' || node.op === 'call' ? node.args[0] : null;
    if (called === null || !REFUSED_CALLS.has(called)) return;
    throw refused(`${called} may take too long; use startsWith, endsWith, contains or in`, expression);
  });
}

function walk(node: ASTNode, visit: (node: ASTNode) => void): void {
  visit(node);
  for (const child of [node.args].flat(4) as unknown[]) if (isNode(child)) walk(child, visit);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

function refused(message: string, expression: string): RuleRefused {
  return new RuleRefused({ message, start: 0, end: expression.length });
}

interface CelFault {
  readonly message: string;
  readonly summary?: string;
  readonly range?: { readonly start: number; readonly end: number };
}

/** The whole numbers of CEL and its doubles do not mix in arithmetic: people are told what to write. */
function refusedBy(error: CelFault | undefined, expression: string): RuleRefused {
  const text = error?.summary ?? error?.message ?? 'it is no expression';
  const hint = /double [-+*/%] int|int [-+*/%] double/.test(text) ? ' (write numbers as 1.0)' : '';
  const { start, end } = error?.range ?? { start: 0, end: expression.length };
  return new RuleRefused({ message: `${text}${hint}`, start, end });
}

const PLACE = /\{(\w+)\}/g;

/** What stands between braces is a field; throws `RuleRefused` for one that there is not. */
function sentenceOf(template: string): (facts: Facts) => string {
  for (const [, field = ''] of template.matchAll(PLACE))
    if (!Object.hasOwn(ruleFields, field))
      throw refused(`the sentence for staff has {${field}}, which is no field`, template);
  return (facts) => template.replace(PLACE, (_place, field: string) => shown(facts[field]));
}

function shown(value: Facts[string]): string {
  if (value === null || value === undefined) return 'unknown';
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : String(value);
}
