import type { ConversationDetails } from '../../src/bot/console/wire.ts';

/** Rows of the list in sight, in their order. */
export function rowsInSight(): { id: string; element: HTMLElement }[] {
  return [...document.querySelectorAll<HTMLElement>('.lists [data-conversation]')].map((element) => ({
    id: element.dataset['conversation'] ?? '',
    element,
  }));
}

/** Back to the row of the open thread; false where the list is not in sight. */
export function focusRow(openId: string): boolean {
  if (!isListInSight()) return false;
  const row = rowsInSight().find(({ id }) => id === openId)?.element;
  (row ?? document.querySelector<HTMLElement>('#list-heading'))?.focus();
  return true;
}

/** On a narrow screen the open thread stands in the list's place. */
export function isListInSight(): boolean {
  const list = document.querySelector<HTMLElement>('.lists');
  return list !== null && list.offsetParent !== null;
}

/** Where the agent goes on: once the page is drawn with what was changed. */
export function focusReply(): void {
  setTimeout(() => document.querySelector<HTMLElement>('#reply')?.focus());
}

/** Leaves the field that is written in; false when there is none. */
export function leaveField(): boolean {
  const { activeElement } = document;
  if (!isField(activeElement)) return false;
  const next =
    document.querySelector<HTMLElement>('.transcript') ??
    document.querySelector<HTMLElement>('#list-heading');
  next?.focus();
  return true;
}

/** Whether keys belong to this element. */
export function isField(element: Element | null): element is HTMLElement {
  if (!(element instanceof HTMLElement)) return false;
  return element.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');
}

/** The payments of which something can still go back. */
export function refundableOf(details: ConversationDetails | null): ConversationDetails['orders'] {
  return (
    details?.orders.filter(({ refundableMinor, payment }) => refundableMinor > 0 && payment !== null) ?? []
  );
}
