import { useState } from 'preact/hooks';
import type { Dimension } from '../../../src/metrics/journey/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { textOf } from '../../ui/text/say.ts';
import type { BoardProps } from '../board.ts';
import {
  dimensions,
  firstJourney,
  type Journey,
  journeyBreakdowns,
  journeySteps,
  windows,
} from '../question.ts';
import { funnelText, stepText, valueWords } from '../text/funnel.ts';
import { FilterDialog } from './filter-dialog.tsx';

/** The question: steps, unit, window, order, breakdown, attribution and filters. Every change is asked at once. */
export function Builder(props: BoardProps) {
  const say = useSay(funnelText);
  const { dashboard, state } = props;
  const { journey } = state.question;
  const change = (part: Partial<Journey>) => dashboard.ask({ journey: { ...journey, ...part } });
  return (
    <section class="card builder" aria-label={say('question')}>
      <Steps journey={journey} change={change} />
      <div class="filters">
        <Choices journey={journey} change={change} />
        <Filters {...props} change={change} />
        <button type="button" class="quiet" onClick={() => dashboard.ask({ journey: firstJourney })}>
          {say('reset')}
        </button>
      </div>
    </section>
  );
}

interface PartProps {
  readonly journey: Journey;
  readonly change: (part: Partial<Journey>) => void;
}

const stepsMax = 8;

function Steps({ journey: { steps }, change }: PartProps) {
  const say = useSay(funnelText);
  const language = useLanguage();
  const left = journeySteps.filter((step) => !steps.includes(step));
  const nameOf = (step: (typeof steps)[number]) => textOf(stepText[step], language);
  const swap = (place: number) => {
    const moved = [...steps];
    const [step] = moved.splice(place, 1);
    if (step !== undefined) moved.splice(place - 1, 0, step);
    change({ steps: moved });
  };
  return (
    <fieldset class="steps">
      <legend>{say('steps')}</legend>
      <ol>
        {steps.map((step, place) => (
          <li key={step}>
            <span class="meta number" aria-hidden="true">
              {place + 1}
            </span>
            <select
              aria-label={say('stepNumber', { n: place + 1 })}
              value={step}
              onChange={({ currentTarget: { value } }) =>
                change({
                  steps: steps.map((one) =>
                    one === step ? (journeySteps.find((known) => known === value) ?? one) : one,
                  ),
                })
              }
            >
              {[step, ...left].map((option) => (
                <option key={option} value={option}>
                  {nameOf(option)}
                </option>
              ))}
            </select>
            {place > 0 && (
              <button
                type="button"
                class="quiet icon-only small"
                aria-label={say('moveUp', { step: nameOf(step) })}
                onClick={() => swap(place)}
              >
                <Icon name="back" />
              </button>
            )}
            {steps.length > 2 && (
              <button
                type="button"
                class="quiet icon-only small"
                aria-label={say('removeStep', { step: nameOf(step) })}
                onClick={() => change({ steps: steps.filter((one) => one !== step) })}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
        {left[0] !== undefined && steps.length < stepsMax && (
          <li>
            <button
              type="button"
              class="quiet"
              onClick={() => change({ steps: [...steps, ...left.slice(0, 1)] })}
            >
              <Icon name="add" /> {say('addStep')}
            </button>
          </li>
        )}
      </ol>
      <p class="faint">{say('stepsMore')}</p>
    </fieldset>
  );
}

function Choices({ journey, change }: PartProps) {
  const say = useSay(funnelText);
  const hours = [...new Set([...windows, journey.windowHours])].sort((one, other) => one - other);
  return (
    <>
      <Choice
        label={say('unit')}
        value={journey.unit}
        options={['conversation', 'learner'] as const}
        nameOf={say}
        onChoose={(unit) => change({ unit })}
      />
      <Choice
        label={say('window')}
        value={String(journey.windowHours)}
        options={hours.map(String)}
        nameOf={(text) => {
          const n = Number(text);
          return n >= 24 ? say('days', { n: n / 24 }) : say('hours', { n });
        }}
        onChoose={(text) => change({ windowHours: Number(text) })}
      />
      <Choice
        label={say('order')}
        value={journey.order}
        options={['strict', 'any'] as const}
        nameOf={say}
        onChoose={(order) => change({ order })}
      />
      <Choice
        label={say('breakdown')}
        value={journey.breakdown}
        options={journeyBreakdowns}
        nameOf={say}
        onChoose={(breakdown) => change({ breakdown })}
      />
      <Choice
        label={say('attribution')}
        value={journey.attribution}
        options={['first', 'last', 'step'] as const}
        nameOf={say}
        onChoose={(attribution) => change({ attribution })}
      />
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly nameOf: (option: T) => string;
  readonly onChoose: (option: T) => void;
}

function Choice<T extends string>({ label, value, options, nameOf, onChoose }: ChoiceProps<T>) {
  return (
    <label class="choice">
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => option === currentTarget.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {nameOf(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Filters(props: BoardProps & Pick<PartProps, 'change'>) {
  const say = useSay(funnelText);
  const language = useLanguage();
  const [open, setOpen] = useState<Dimension | null>(null);
  const { state, change } = props;
  const { filters } = state.question.journey;
  const set = dimensions.filter((dimension) => filters[dimension] !== undefined);
  const without = (dimension: Dimension) =>
    Object.fromEntries(Object.entries(filters).filter(([one]) => one !== dimension));
  const textOfFilter = (dimension: Dimension) =>
    say('is', {
      dimension: say(dimension),
      values: (filters[dimension] ?? [])
        .map((value) => textOf(valueWords(dimension, value), language))
        .join(language === 'zh' ? '、' : ', '),
    });
  return (
    <div class="filter-list">
      <label class="choice">
        {say('filters')}
        <select
          value=""
          onChange={({ currentTarget }) => {
            setOpen(dimensions.find((dimension) => dimension === currentTarget.value) ?? null);
            currentTarget.value = '';
          }}
        >
          <option value="">{say('addFilter')}</option>
          {dimensions.map((dimension) => (
            <option key={dimension} value={dimension}>
              {say(dimension)}
            </option>
          ))}
        </select>
      </label>
      {set.map((dimension) => (
        <span key={dimension} class="chip">
          <button type="button" class="link" onClick={() => setOpen(dimension)}>
            {textOfFilter(dimension)}
          </button>
          <button
            type="button"
            class="quiet icon-only small"
            aria-label={say('removeFilter', { filter: textOfFilter(dimension) })}
            onClick={() => change({ filters: without(dimension) })}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      {open && (
        <FilterDialog
          {...props}
          dimension={open}
          chosen={filters[open] ?? []}
          onChoose={(values) => {
            setOpen(null);
            change({
              filters: values.length === 0 ? without(open) : { ...filters, [open]: values },
            });
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
