import type { ConversationDetails, PersonalField } from '../../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { ask } from '../actions.ts';
import { useDesk } from '../context.ts';
import { Glyph } from '../glyph.tsx';
import { consoleText } from '../text.ts';
import { Part } from './part.tsx';

/** Who they are. What could name a person is masked; looking at it takes a reason, and is recorded. */
export function Learner({ details: { learner, surface } }: { details: ConversationDetails }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const masked: readonly (readonly [PersonalField, string | null])[] = [
    ['name', learner.name],
    ['host_id', learner.hostUserId],
    ['email', learner.email],
    ['phone', learner.phone],
    ['ip', learner.ip],
  ];
  return (
    <Part name="learner">
      <dl class="facts">
        {learner.isGuest ? <Fact name={say('name')} value={say('accountGuest')} /> : null}
        {masked.map(([field, value]) =>
          value === null ? null : <Masked key={field} field={field} value={value} />,
        )}
        <Fact name={say('surface')} value={say(surface)} />
        <Fact name={say('since')} value={formatInstant(learner.createdAtMs, language, 'full')} />
      </dl>
    </Part>
  );
}

export function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Masked({ field, value }: { field: PersonalField; value: string }) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const label = say('reveal', { field: say(field) });
  return (
    <div>
      <dt>{say(field)}</dt>
      <dd>
        {value}
        {value.includes('*') || value.includes('•') ? (
          <button
            type="button"
            class="quiet icon-only small"
            aria-label={label}
            title={label}
            onClick={() => ask(desk, { name: 'reveal', about: field })}
          >
            <Glyph name="eye" />
          </button>
        ) : null}
      </dd>
    </div>
  );
}
