import { useState } from 'preact/hooks';
import type { MoveCaseBody } from '../../../src/bot/console/wire.ts';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { isSupervisor } from '../roles.ts';
import { consoleText } from '../text.ts';
import type { CaseProps } from './case-props.ts';

const moves: readonly MoveCaseBody['status'][] = ['open', 'working', 'waiting'];
const words = { open: 'moveOpen', working: 'moveWorking', waiting: 'moveWaiting' } as const;

/** Where a case stands while nothing is decided: for who has it, or who answers for others. */
export function CaseStatus({ shown, onChange }: CaseProps) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [isSure, setSure] = useState(false);
  const mayMove = shown.ownerId === state.staff?.staffId || isSupervisor(state.staff);
  if (!mayMove || shown.nextStatuses.length === 0) return null;
  const move = async (status: MoveCaseBody['status']) => {
    const answer = await desk.calls.moveCase(shown.caseId, { status });
    setSure(false);
    if (answer.ok) onChange(answer.value);
    else desk.refuse(answer);
  };
  return (
    <p class="row-start case-status">
      {moves
        .filter((status) => shown.nextStatuses.includes(status))
        .map((status) => (
          <button key={status} type="button" class="small" onClick={() => void move(status)}>
            {say(words[status as keyof typeof words])}
          </button>
        ))}
      {shown.nextStatuses.includes('withdrawn') ? (
        <button
          type="button"
          class={isSure ? 'small grave' : 'small quiet'}
          onClick={() => (isSure ? void move('withdrawn') : setSure(true))}
        >
          {say(isSure ? 'moveWithdrawnSure' : 'moveWithdrawn')}
        </button>
      ) : null}
    </p>
  );
}
