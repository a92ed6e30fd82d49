import { useEffect, useState } from 'preact/hooks';
import type { CaseView } from '../../../src/bot/console/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { openConversation, tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { readDetails, readView } from '../read-all.ts';
import { Fact } from '../side/learner.tsx';
import { consoleText } from '../text.ts';
import { caseWords } from '../words.ts';
import { AskForm, Choice, Field } from './ask-form.tsx';
import { CaseDecision } from './case-decision.tsx';
import { CaseEntries } from './case-entries.tsx';
import type { CaseProps } from './case-props.ts';
import { CaseStatus } from './case-status.tsx';
import { Dialog } from './dialog.tsx';

const kinds = ['complaint', 'minor_refund', 'appeal'] as const;

/** Opens a case for the learner of the open thread. */
export function OpenCase() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [kind, setKind] = useState<(typeof kinds)[number]>('complaint');
  const [text, setText] = useState('');
  const { openId } = state;
  if (openId === null) return null;
  const submit = async () => {
    const answer = await desk.calls.openCase({ conversationId: openId, kind, text: text.trim() });
    if (!answer.ok) return answer;
    tell(desk, say('caseOpened', { number: answer.value.caseNumber }));
    await Promise.all([readDetails(desk), readView(desk)]);
    return { ok: true } as const;
  };
  return (
    <AskForm
      heading={say('openCase')}
      more={say('openCaseMore')}
      confirm={say('openCase')}
      isReady={text.trim() !== ''}
      onConfirm={submit}
    >
      <fieldset>
        <legend>{say('caseKind')}</legend>
        {kinds.map((name) => (
          <Choice key={name} name="kind" isChosen={kind === name} onChoose={() => setKind(name)}>
            {say(name)}
          </Choice>
        ))}
      </fieldset>
      <Field label={say('caseText')}>
        <textarea
          rows={4}
          maxLength={2000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
    </AskForm>
  );
}

/** One case: what it is about, its history and evidence, and its decision. */
export function AskCase({ about }: { about: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const [shown, setShown] = useState<CaseView | null>(null);
  useEffect(() => {
    void desk.calls.readCase(about).then((answer) => {
      if (answer.ok) return setShown(answer.value);
      desk.store.set({ dialog: null });
      desk.refuse(answer);
    });
  }, [about, desk]);
  if (shown === null) {
    return (
      <Dialog heading={say('cases')} isWide>
        <Loading />
      </Dialog>
    );
  }
  const take = (next: CaseView) => {
    setShown(next);
    desk.store.set({ refusal: null });
    void readView(desk);
    void readDetails(desk);
  };
  return (
    <Dialog heading={`${say(shown.kind)} ${shown.caseNumber}`} isWide>
      <CaseFacts shown={shown} onChange={take} />
      <CaseStatus shown={shown} onChange={take} />
      <CaseEntries shown={shown} onChange={take} />
      <p class="wrong" role="alert">
        {state.refusal?.message[language]}
      </p>
      {shown.closedAtMs === null ? <CaseDecision shown={shown} onChange={take} /> : null}
    </Dialog>
  );
}

function CaseFacts({ shown, onChange }: CaseProps) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const { conversationId, ownerName, status, dueAtMs, amountMinor, currency, orderNumber } = shown;
  const takeIt = async () => {
    const answer = await desk.calls.takeCase(shown.caseId);
    if (answer.ok) onChange(answer.value);
    else desk.refuse(answer);
  };
  return (
    <>
      <dl class="facts">
        <Fact
          name={say('status')}
          value={`${say(caseWords[status])}${shown.isOverdue ? ` · ${say('caseOverdue')}` : ''}`}
        />
        <Fact name={say('learner')} value={shown.learnerName ?? say('guest')} />
        {orderNumber === null ? null : <Fact name={say('foundOrders')} value={orderNumber} />}
        {amountMinor === null || currency === null ? null : (
          <Fact name={say('amount')} value={formatMoney(amountMinor, currency, language)} />
        )}
        <Fact name={say('caseOwner')} value={ownerName ?? say('nobody')} />
        <Fact
          name={say('resolution')}
          value={say('caseDue', { time: formatInstant(dueAtMs, language, 'full') })}
        />
      </dl>
      <p class="row-start">
        {shown.closedAtMs === null && ownerName === null ? (
          <button type="button" onClick={() => void takeIt()}>
            {say('caseTake')}
          </button>
        ) : null}
        {conversationId === null ? null : (
          <button type="button" onClick={() => void openConversation(desk, conversationId)}>
            {say('openThread')}
          </button>
        )}
      </p>
    </>
  );
}
