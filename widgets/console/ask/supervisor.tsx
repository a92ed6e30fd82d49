import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ApprovalWish } from '../../../src/bot/console/wire.ts';
import type { Refusal } from '../../staff/staff-call.ts';
import { useSay } from '../../ui/language.ts';
import { tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { askApproval } from '../money-actions.ts';
import { consoleText } from '../text.ts';
import { NoteField, type Outcome } from './ask-form.tsx';

interface AskSupervisor {
  /** What was wished is above one's own limits: the button asks a second person instead. */
  readonly isAsked: boolean;
  readonly isReady: boolean;
  readonly field: ComponentChildren;
  /** Takes a refusal: the one about limits turns the question, any other is said. */
  offer(refusal: Refusal): Refusal | null;
  ask(wish: ApprovalWish, amount: string): Promise<Outcome>;
}

/** Above one's own limits (M17) a second person decides: the same dialog then asks for it. */
export function useAskSupervisor(isAbove = false, limit = ''): AskSupervisor {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [isRefused, setRefused] = useState(false);
  const [note, setNote] = useState('');
  useEffect(() => setRefused(false), [isAbove]);
  const isAsked = isAbove || isRefused;
  return {
    isAsked,
    isReady: !isAsked || note.trim() !== '',
    field: isAsked ? (
      <div class="above">
        <p role="status">{say('aboveLimit', { limit: limit === '' ? '–' : limit })}</p>
        <NoteField label={say('askNote')} note={note} onWrite={setNote} />
      </div>
    ) : null,
    offer: (refusal) => {
      if (refusal.code !== 'staff_cap_exceeded') return refusal;
      setRefused(true);
      return null;
    },
    ask: async (wish, amount) => {
      const { openId } = state;
      if (openId === null) return { ok: true };
      const answer = await askApproval(desk, openId, { wish, note: note.trim() });
      if (!answer.ok) return answer;
      tell(desk, say('askedSupervisor', { amount }));
      return { ok: true };
    },
  };
}
