import type { ComponentChildren } from 'preact';
import { openConversation } from './actions.ts';
import { useDesk } from './context.ts';

interface RowProps {
  readonly conversationId: string;
  readonly children: ComponentChildren;
}

/** One press opens it beside the list. */
export function Row({ conversationId, children }: RowProps) {
  const { desk, state } = useDesk();
  return (
    <li>
      <button
        type="button"
        class="item"
        data-conversation={conversationId}
        aria-current={state.openId === conversationId}
        onClick={() => void openConversation(desk, conversationId)}
      >
        {children}
      </button>
    </li>
  );
}
