import { useRef } from 'preact/hooks';
import type { FunnelView } from '../../../src/metrics/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { AnswerBox, Empty } from '../answer.tsx';
import type { BoardProps } from '../board.ts';
import { FigureCard } from '../figure-card.tsx';
import { FiguresPage } from '../figures/figures-page.tsx';
import { byOptions } from '../question.ts';
import { readImpressions } from '../read.ts';
import { breakdownKeys, dashboardText } from '../text/shared.ts';
import { useAnswer } from '../use-answer.ts';
import { impressionsFigure } from './impressions-figure.ts';
import { Money } from './money.tsx';
import { Summary } from './summary.tsx';

/** What became of what was recommended, and how well the recommender did. */
export function RecommendingPage(props: BoardProps) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  const { dashboard, state } = props;
  const { from, to, timeZone, currency, by } = state.question;
  const query = { from, to, timeZone, currency, breakdown: by };
  const asked = useAnswer(dashboard, JSON.stringify([query, state.round]), () =>
    readImpressions(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))),
  );
  const view = asked.value;
  return (
    <>
      <ViewBy {...props} view={view} />
      <AnswerBox dashboard={dashboard} asked={asked}>
        {view && (
          <>
            {view.total.impressions === 0 ? (
              <Empty title={say('empty')} more={say('emptyMore')} />
            ) : (
              <Summary view={view} />
            )}
            <FigureCard figure={impressionsFigure(view, language)} period={view} />
            <Money view={view} />
          </>
        )}
      </AnswerBox>
      <FiguresPage {...props} />
    </>
  );
}

/** What the rows stand for, and of which currency. */
function ViewBy({ dashboard, state, view }: BoardProps & { readonly view: FunnelView | null }) {
  const say = useSay(dashboardText);
  return (
    <section class="card filters" aria-label={say('breakdown')}>
      <fieldset class="segments">
        <legend>{say('breakdown')}</legend>
        <div>
          {byOptions.map((by) => (
            <label key={by}>
              <input
                type="radio"
                name="breakdown"
                value={by}
                checked={state.question.by === by}
                onChange={() => dashboard.ask({ by })}
              />
              <span>{say(breakdownKeys[by])}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Currency
        chosen={state.question.currency}
        known={view?.money.map(({ currency }) => currency) ?? []}
        onChoose={(currency) => dashboard.ask({ currency })}
      />
    </section>
  );
}

interface CurrencyProps {
  readonly chosen: string | undefined;
  readonly known: readonly string[];
  readonly onChoose: (currency: string | undefined) => void;
}

function Currency({ chosen, known, onChoose }: CurrencyProps) {
  const say = useSay(dashboardText);
  // An answer about one currency does not tell of the others, so what was seen once stays on offer.
  const seen = useRef(new Set<string>());
  for (const currency of [...known, ...(chosen ? [chosen] : [])]) seen.current.add(currency);
  return (
    <label class="choice">
      {say('currency')}
      <select value={chosen ?? ''} onChange={({ currentTarget: { value } }) => onChoose(value || undefined)}>
        <option value="">{say('allCurrencies')}</option>
        {[...seen.current].sort().map((currency) => (
          <option key={currency} value={currency}>
            {currency}
          </option>
        ))}
      </select>
    </label>
  );
}
