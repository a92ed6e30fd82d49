import type { SuggestedAction } from '../../src/bot/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { restFocus } from '../ui/rest-focus.ts';
import { chatText } from '../ui/text/chat.ts';
import { useScene } from './context.ts';
import { sendMessage } from './send.ts';
import { unsentOf } from './thread.ts';

type Tap = Omit<SuggestedAction, 'type'>;

/** What the last reply suggests to answer; before the first message, what one might ask. */
export function QuickReplies() {
  const { chat, state } = useScene();
  const say = useSay(chatText);
  const last = state.activities.findLast(({ type }) => type === 'message');
  const waiting = unsentOf(state.unsent, state.conversationId);
  if (waiting.length > 0 || state.stream !== null || state.seqAtStart === null) return null;
  const starters = (['starterCourse', 'starterBudget', 'starterOrders'] as const).map((key) => ({
    title: say(key),
    value: say(key),
  }));
  const actions: readonly Tap[] = last ? (last.suggestedActions?.actions ?? []) : starters;
  if (actions.length === 0) return null;
  return (
    <ul class="quick-replies" aria-label={say(last ? 'quickReplies' : 'starters')}>
      {actions.map(({ title, value, channelData }) => (
        <li key={title}>
          <button
            type="button"
            data-thumb={channelData?.icon}
            onClick={() => {
              sendMessage(chat, value);
              restFocus();
            }}
          >
            {channelData && <Icon name="thumb" />}
            {title}
          </button>
        </li>
      ))}
    </ul>
  );
}
