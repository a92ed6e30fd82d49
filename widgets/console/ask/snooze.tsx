import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { useDesk } from '../context.ts';
import { snooze } from '../handoff-actions.ts';
import { type ConsoleKey, consoleText } from '../text.ts';
import { Dialog } from './dialog.tsx';

const hourMs = 3_600_000;

/** Nine in the morning of the agent's own zone, so many days from now. */
function morningAfter(nowMs: number, days: number): number {
  const day = new Date(nowMs);
  day.setDate(day.getDate() + days);
  return day.setHours(9, 0, 0, 0);
}

function choicesAt(nowMs: number): readonly (readonly [ConsoleKey, number])[] {
  // Sunday is 0; Monday of next week is never today.
  const toMonday = (8 - new Date(nowMs).getDay()) % 7 || 7;
  return [
    ['inAnHour', nowMs + hourMs],
    ['inThreeHours', nowMs + 3 * hourMs],
    ['tomorrow', morningAfter(nowMs, 1)],
    ['nextMonday', morningAfter(nowMs, toMonday)],
  ];
}

/** Puts the conversation out of sight for a while: one press. */
export function AskSnooze() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const { openId } = state;
  if (openId === null) return null;
  const choose = async (untilMs: number) => {
    if (await snooze(desk, openId, untilMs)) desk.store.set({ dialog: null });
  };
  return (
    <Dialog heading={say('snooze')} more={say('snoozeMore')}>
      <ul class="menu">
        {choicesAt(state.nowMs).map(([label, untilMs]) => (
          <li key={label}>
            <button type="button" class="menu-item" onClick={() => void choose(untilMs)}>
              <span>{say(label)}</span>
              <span class="faint number">{formatInstant(untilMs, language, 'full')}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="wrong" role="alert">
        {state.refusal?.message[language]}
      </p>
    </Dialog>
  );
}
