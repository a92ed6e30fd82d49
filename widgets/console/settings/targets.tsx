import type { ServiceSettings } from '../../../src/bot/handoff/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useSay } from '../../ui/language.ts';
import { Check, Field } from '../ask/ask-form.tsx';
import { FormEnd } from './form-end.tsx';
import { serviceText } from './service-text.ts';
import { useService } from './use-service.ts';

const priorities = ['urgent', 'high', 'normal'] as const;
const targets = ['firstAnswerMs', 'nextAnswerMs', 'resolutionMs'] as const;
const reasons = ['asked', 'not_understood', 'payment_review'] as const;
const minuteMs = 60_000;

interface PartProps {
  readonly settings: ServiceSettings;
  readonly write: (change: Partial<ServiceSettings>) => void;
}

/** What learners are promised, and how conversations find their agent. */
export function Targets() {
  const say = useSay(serviceText);
  const { draft, pressing, write, save } = useService();
  if (draft === null) return <Loading />;
  return (
    <form
      class="ask"
      aria-labelledby="targets"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 id="targets">{say('targets')}</h2>
      <p class="faint">{say('targetsMore')}</p>
      <Promises settings={draft} write={write} />
      <h3>{say('routing')}</h3>
      <Offers settings={draft} write={write} />
      <Skills settings={draft} write={write} />
      <FormEnd pressing={pressing} confirm={say('save')} />
    </form>
  );
}

function Promises({ settings, write }: PartProps) {
  const say = useSay(serviceText);
  const set = (priority: (typeof priorities)[number], target: (typeof targets)[number], text: string) => {
    const ms = text === '' ? null : Math.round(Number(text) * minuteMs);
    const now = settings.targets;
    write({ targets: { ...now, [priority]: { ...now[priority], [target]: ms } } });
  };
  return (
    <div class="table-box">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('priority')}</th>
            {targets.map((target) => (
              <th key={target} scope="col">
                {say(target)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {priorities.map((priority) => (
            <tr key={priority}>
              <th scope="row">{say(priority)}</th>
              {targets.map((target) => {
                const ms = settings.targets[priority][target];
                return (
                  <td key={target}>
                    <input
                      type="number"
                      class="short"
                      min={0.1}
                      max={43_200}
                      step="any"
                      aria-label={say('minutesOf', { priority: say(priority), target: say(target) })}
                      value={ms === null ? '' : ms / minuteMs}
                      onInput={(event) => set(priority, target, event.currentTarget.value)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Offers({ settings, write }: PartProps) {
  const say = useSay(serviceText);
  const { offerMs, wrapUpMs, askCsat } = settings;
  const seconds = (event: { currentTarget: HTMLInputElement }) =>
    Math.round(Number(event.currentTarget.value)) * 1_000;
  return (
    <>
      <div class="fields settings-form">
        <Field label={say('offerSeconds')}>
          <input
            type="number"
            min={5}
            max={600}
            value={offerMs / 1_000}
            onInput={(event) => write({ offerMs: seconds(event) })}
          />
        </Field>
        <Field label={say('wrapUpSeconds')}>
          <input
            type="number"
            min={0}
            max={3_600}
            value={wrapUpMs / 1_000}
            onInput={(event) => write({ wrapUpMs: seconds(event) })}
          />
        </Field>
      </div>
      <Check isOn={askCsat} onChange={(isOn) => write({ askCsat: isOn })}>
        {say('asksCsat')}
      </Check>
    </>
  );
}

function Skills({ settings: { skillFor = {} }, write }: PartProps) {
  const say = useSay(serviceText);
  const set = (reason: (typeof reasons)[number], text: string) => {
    const { [reason]: _before, ...others } = skillFor;
    const skill = text.trim().toLowerCase();
    write({ skillFor: skill === '' ? others : { ...others, [reason]: skill } });
  };
  return (
    <fieldset class="skill-for">
      <legend>{say('skillFor')}</legend>
      <p class="faint">{say('skillForMore')}</p>
      <div class="fields settings-form">
        {reasons.map((reason) => (
          <Field key={reason} label={say(reason)}>
            <input
              value={skillFor[reason] ?? ''}
              maxLength={32}
              pattern="[a-z0-9_\-]*"
              autocapitalize="none"
              onInput={(event) => set(reason, event.currentTarget.value)}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
