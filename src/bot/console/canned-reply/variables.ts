import { CannedVariable } from './wire.ts';

const VARIABLE = /\{([a-z_]+)\}/g;

/** Names in braces that stand for nothing. */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !CannedVariable.safeParse(name).success);
}

/** The variables of a text, each once. */
export function variablesOf(text: string): CannedVariable[] {
  const names = new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name));
  return CannedVariable.options.filter((name) => names.has(name));
}

/** Fills in what is known; the rest stays as written. What is filled in is not looked through again. */
export function fillIn(text: string, values: Readonly<Partial<Record<CannedVariable, string>>>): string {
  return text.replace(VARIABLE, (written, name: string) => values[name as CannedVariable] ?? written);
}
