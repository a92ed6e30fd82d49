import { addStaff } from '../../src/identity/index.ts';
import type { StaffRole } from '../../src/identity/wire.ts';
import type { Till } from './till.ts';

export interface StaffAccount {
  readonly login: string;
  readonly password: string;
  readonly displayName: string;
}

let accounts = 0;

/** Makes an account, as the command line does. */
export async function addAccount(till: Till, role: StaffRole): Promise<StaffAccount> {
  accounts += 1;
  const account = {
    login: `${role}-${accounts}`,
    password: 'correct horse battery staple',
    displayName: `Ann ${accounts}`,
  };
  await addStaff(till.running.house, { ...account, role });
  return account;
}

/** Signs somebody of that role in by HTTP; the answer is what a browser would send as its cookie. */
export async function staffCookie(till: Till, role: StaffRole): Promise<string> {
  const { login, password } = await addAccount(till, role);
  const response = await fetch(`${till.url}/v1/staff/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: till.url },
    body: JSON.stringify({ login, password }),
  });
  if (response.status !== 200) throw new Error(`no staff session: ${await response.text()}`);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
