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

/** A page of a list, the first or the one that a cursor leads to; the list is read again by the page itself. */
export function readPage<T>(path: string, query: Record<string, string | null>): Promise<Answer<T>> {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null);
  const address = given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
  return (query['cursor'] == null ? readQuietly : read)<T>(address);
}
