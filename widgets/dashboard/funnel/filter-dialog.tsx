import { useRef } from 'preact/hooks';
import type { Dimension } from '../../../src/metrics/journey/wire.ts';
import { staffText } from '../../staff/text.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { textOf } from '../../ui/text/say.ts';
import type { BoardProps } from '../board.ts';
import { Dialog } from '../dialog.tsx';
import { formatCount } from '../format.ts';
import { journeyQuestion, postCalls } from '../read.ts';
import { funnelText, valueWords } from '../text/funnel.ts';
import { dashboardText } from '../text/shared.ts';
import { useAnswer } from '../use-answer.ts';

interface FilterDialogProps extends BoardProps {
  readonly dimension: Dimension;
  readonly chosen: readonly string[];
  readonly onChoose: (values: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Which values count; those on offer are the ones that occurred in the period. */
export function FilterDialog(props: FilterDialogProps) {
  const say = useSay(funnelText);
  const sayShared = useSay(dashboardText);
  const sayStaff = useSay(staffText);
  const language = useLanguage();
  const { dashboard, state, csrfToken, dimension, chosen, onChoose, onClose } = props;
  const form = useRef<HTMLFormElement>(null);
  const { from, to, timeZone, journey } = state.question;
  const question = journeyQuestion({ ...journey, breakdown: dimension, filters: {} }, { from, to, timeZone });
  const asked = useAnswer(dashboard, JSON.stringify(question), () =>
    postCalls(csrfToken).readJourneys(question),
  );
  const offered = (asked.value?.rows ?? []).filter(({ key }) => key !== '');
  const values = [
    ...offered,
    ...chosen
      .filter((value) => !offered.some(({ key }) => key === value))
      .map((key) => ({ key, label: null, counts: [0] })),
  ];
  const submit = (event: Event) => {
    event.preventDefault();
    if (form.current) onChoose(new FormData(form.current).getAll('value').map(String));
  };
  return (
    <Dialog title={say('filterValues', { dimension: say(dimension) })} onClose={onClose}>
      <form ref={form} class="values" onSubmit={submit} aria-labelledby="sheet-title">
        {asked.isBusy && <p class="faint">{sayStaff('loading')}</p>}
        {asked.refusal && <p class="wrong">{asked.refusal.message[language]}</p>}
        {asked.value && values.length === 0 && <p class="faint">{say('filterNone')}</p>}
        <ul>
          {values.map(({ key, label, counts }) => (
            <li key={key}>
              <label class="check">
                <input type="checkbox" name="value" value={key} defaultChecked={chosen.includes(key)} />
                {label ?? textOf(valueWords(dimension, key), language)}
                <span class="meta number">{formatCount(counts[0] ?? 0, language)}</span>
              </label>
            </li>
          ))}
        </ul>
        <button type="submit" class="primary">
          {sayShared('apply')}
        </button>
      </form>
    </Dialog>
  );
}
