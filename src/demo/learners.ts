import { createHmac, timingSafeEqual } from 'node:crypto';

/** One of the people the demo lets a visitor be. */
export interface DemoLearner {
  readonly hostUserId: string;
  readonly name: string;
  readonly about: { readonly zh: string; readonly en: string };
}

export const demoLearners: readonly DemoLearner[] = [
  {
    hostUserId: 'gleam-lin',
    name: '林小满',
    about: { zh: '设计师，想学编程', en: 'Designer, wants to learn to code' },
  },
  {
    hostUserId: 'gleam-zhou',
    name: '周未',
    about: { zh: '运营，正在补数据分析', en: 'Runs campaigns, catching up on data' },
  },
  {
    hostUserId: 'gleam-maya',
    name: 'Maya Jones',
    about: { zh: '英文读者，喜欢写作', en: 'Reads in English, loves writing' },
  },
];

const cookieName = 'gleam_learner';

/** Somebody who is signed in, and since when. */
export interface SignedIn extends DemoLearner {
  readonly signedInAtMs: number;
}

/** The cookie that forgets who was chosen. */
export const noLearnerCookie = `${cookieName}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`;

/** The cookie that remembers who was chosen and when; signed, so that nobody becomes another or fresher by editing it. */
export function learnerCookie(learner: DemoLearner, secret: string, nowMs: number): string {
  const said = `${learner.hostUserId}.${nowMs}`;
  return `${cookieName}=${said}.${sealOf(said, secret)}; Path=/; HttpOnly; SameSite=Lax`;
}

/** Who the cookie header names, or null for a visitor. */
export function learnerOf(cookieHeader: string, secret: string): SignedIn | null {
  const value = cookieHeader.match(/(?:^|;\s*)gleam_learner=([^;]+)/)?.[1];
  const [hostUserId = '', atMs = '', seal = ''] = value?.split('.') ?? [];
  const expected = Buffer.from(sealOf(`${hostUserId}.${atMs}`, secret));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const learner = demoLearners.find((one) => one.hostUserId === hostUserId);
  return learner === undefined ? null : { ...learner, signedInAtMs: Number(atMs) };
}

function sealOf(said: string, secret: string): string {
  return createHmac('sha256', secret).update(`cookie ${said}`).digest('base64url');
}
