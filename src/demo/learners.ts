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

/** The cookie that remembers who was chosen; signed, so that nobody becomes another by editing it. */
export function learnerCookie(learner: DemoLearner | null, secret: string): string {
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';
  if (learner === null) return `${cookieName}=; Max-Age=0; ${attributes}`;
  return `${cookieName}=${learner.hostUserId}.${sealOf(learner.hostUserId, secret)}; ${attributes}`;
}

/** Who the cookie header names, or null for a visitor. */
export function learnerOf(cookieHeader: string, secret: string): DemoLearner | null {
  const value = cookieHeader.match(/(?:^|;\s*)gleam_learner=([^;]+)/)?.[1];
  const [hostUserId = '', seal = ''] = value?.split('.') ?? [];
  const expected = Buffer.from(sealOf(hostUserId, secret));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return demoLearners.find((learner) => learner.hostUserId === hostUserId) ?? null;
}

function sealOf(hostUserId: string, secret: string): string {
  return createHmac('sha256', secret).update(`cookie ${hostUserId}`).digest('base64url');
}
