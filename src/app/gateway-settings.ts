import { readFileSync } from 'node:fs';
import type { Config } from './config.ts';

type FileNames = Extract<keyof Config, `${string}_FILE`>;
/** Variables that may stand in a file. */
export type SecretName = FileNames extends `${infer Name}_FILE` ? Extract<Name, keyof Config> : never;

/**
 * The secret of a variable or of the file beside it; undefined without either. Throws a plain Error that names the
 * variable when the file cannot be read or both are set.
 */
export function secretOf(config: Config, name: SecretName): string | undefined {
  const given = config[name] as string | undefined;
  const file = config[`${name}_FILE` as FileNames];
  if (file === undefined) return given?.replace(/\\n/g, '\n');
  if (given !== undefined) throw new Error(`set ${name} or ${name}_FILE, not both`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`${name}_FILE cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

type Settings = Readonly<Record<string, string | undefined>>;

/** The settings when all are there, null when none is. Throws a plain Error that names those missing of a part. */
export function whole<Given extends Settings>(
  gateway: string,
  settings: Given,
): { readonly [Name in keyof Given]: string } | null {
  const missing = Object.keys(settings).filter((name) => settings[name] === undefined);
  if (missing.length === Object.keys(settings).length) return null;
  if (missing.length > 0)
    throw new Error(`${gateway} is configured in part only; missing: ${missing.join(', ')}`);
  return settings as { readonly [Name in keyof Given]: string };
}
