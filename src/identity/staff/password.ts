import { hash, verify } from '@node-rs/argon2';

/** OWASP's least parameters for argon2id (its default variant here): 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of no password: what a login that does not exist is compared with, so that both take the same time. */
const NOBODYS = hash('', PARAMETERS).catch(() => '');

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** Compares in the same time whether there is a hash or not. False without one. */
export async function isPasswordOf(passwordHash: string | undefined, password: string): Promise<boolean> {
  const isEqual = await verify(passwordHash ?? (await NOBODYS), password);
  return isEqual && passwordHash !== undefined;
}
