import { type Answer, type StaffCall, staffCall } from '../../staff/staff-call.ts';

/** Where everything of the console lies. */
export const root = '/v1/console';

export const threadPath = (conversationId: string, action = '') =>
  `${root}/conversations/${encodeURIComponent(conversationId)}${action}`;

/** What changes something: with the token of the session, and a key where it moves money. */
export type Change = <T>(call: Omit<StaffCall, 'csrfToken' | 'isBackground'>) => Promise<Answer<T>>;

/** What the page reads by itself; it does not keep the session young. */
export function readQuietly<T>(path: string): Promise<Answer<T>> {
  return staffCall({ method: 'GET', path, isBackground: true });
}

/** What a person asked to see. */
export function read<T>(path: string): Promise<Answer<T>> {
  return staffCall({ method: 'GET', path });
}
