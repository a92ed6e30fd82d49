import { useSay } from '../../ui/language.ts';
import { Field } from '../ask/ask-form.tsx';
import type { Draft } from './draft.ts';
import { LinkPicker } from './link-picker.tsx';
import { PriceFields } from './price-fields.tsx';
import { catalogueText } from './text.ts';

interface Props {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** True: another language of it exists, so this one is what it is. */
  readonly isLanguageFixed: boolean;
}

/** Everything that is written of a product. */
export function Fields(props: Props) {
  const { draft, onChange } = props;
  const say = useSay(catalogueText);
  return (
    <>
      <Texts {...props} />
      <Sorting {...props} />
      <PriceFields prices={draft.prices} onChange={(prices) => onChange({ ...draft, prices })} />
      <Bounds {...props} />
      <fieldset class="field-group">
        <legend>{say('links')}</legend>
        <div class="fields">
          <Field label={say('series')}>
            <input
              value={draft.seriesName}
              maxLength={120}
              onInput={(event) => onChange({ ...draft, seriesName: event.currentTarget.value })}
            />
          </Field>
          <Field label={say('seriesPart')}>
            <input
              type="number"
              min={1}
              max={999}
              value={draft.seriesPart}
              onInput={(event) => onChange({ ...draft, seriesPart: event.currentTarget.value })}
            />
          </Field>
        </div>
        <LinkPicker
          name="prerequisites"
          linked={draft.prerequisites}
          max={10}
          onChange={(prerequisites) => onChange({ ...draft, prerequisites })}
        />
        <LinkPicker
          name="parts"
          hint={say('partsHint')}
          linked={draft.parts}
          max={20}
          onChange={(parts) => onChange({ ...draft, parts })}
        />
      </fieldset>
    </>
  );
}

/** Where it is sold, from which age and to how many. */
function Bounds({ draft, onChange }: Props) {
  const say = useSay(catalogueText);
  return (
    <fieldset class="field-group">
      <legend>{say('bounds')}</legend>
      <div class="fields">
        {(['soldIn', 'notSoldIn'] as const).map((name) => (
          <Field key={name} label={say(name)}>
            <input
              name={name}
              value={draft[name]}
              placeholder={name === 'soldIn' ? say('soldInHint') : ''}
              onInput={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
        <Field label={say('minAge')}>
          <input
            name="minAge"
            type="number"
            min={1}
            max={21}
            value={draft.minAge}
            onInput={(event) => onChange({ ...draft, minAge: event.currentTarget.value })}
          />
        </Field>
        <Field label={say('places')}>
          <input
            name="places"
            type="number"
            min={0}
            max={9_999_999}
            value={draft.places}
            placeholder={say('placesHint')}
            onInput={(event) => onChange({ ...draft, places: event.currentTarget.value })}
          />
        </Field>
      </div>
    </fieldset>
  );
}

function Texts({ draft, onChange }: Props) {
  const say = useSay(catalogueText);
  return (
    <fieldset class="field-group">
      <legend>{say('texts')}</legend>
      <Field label={say('titleOf')}>
        <input
          name="title"
          value={draft.title}
          maxLength={300}
          required
          lang={draft.language}
          onInput={(event) => onChange({ ...draft, title: event.currentTarget.value })}
        />
      </Field>
      <Field label={say('description')}>
        <textarea
          name="description"
          rows={5}
          value={draft.description}
          maxLength={20_000}
          lang={draft.language}
          onInput={(event) => onChange({ ...draft, description: event.currentTarget.value })}
        />
      </Field>
      <Field label={say('tags')}>
        <input
          name="tags"
          value={draft.tags}
          placeholder={say('tagsHint')}
          onInput={(event) => onChange({ ...draft, tags: event.currentTarget.value })}
        />
      </Field>
      <Field label={say('author')}>
        <input
          name="author"
          value={draft.author}
          maxLength={120}
          onInput={(event) => onChange({ ...draft, author: event.currentTarget.value })}
        />
      </Field>
    </fieldset>
  );
}

const kinds = ['course', 'column', 'ebook'] as const;
const levels = ['beginner', 'intermediate', 'advanced', 'all'] as const;

function Sorting({ draft, onChange, isLanguageFixed }: Props) {
  const say = useSay(catalogueText);
  return (
    <fieldset class="field-group">
      <legend>{say('sort')}</legend>
      <div class="fields">
        <Field label={say('kind')}>
          <select
            name="kind"
            value={draft.kind}
            onChange={(event) => onChange({ ...draft, kind: event.currentTarget.value as Draft['kind'] })}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(kind)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={say('level')}>
          <select
            name="level"
            value={draft.level ?? ''}
            onChange={(event) =>
              onChange({ ...draft, level: levels.find((one) => one === event.currentTarget.value) ?? null })
            }
          >
            <option value="">{say('noLevel')}</option>
            {levels.map((level) => (
              <option key={level} value={level}>
                {say(level)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={say('languageOf')}>
          <select
            name="language"
            value={draft.language}
            disabled={isLanguageFixed}
            onChange={(event) => onChange({ ...draft, language: event.currentTarget.value })}
          >
            {[...new Set(['zh', 'en', draft.language])].map((code) => (
              <option key={code} value={code}>
                {code === 'zh' ? say('zhName') : code === 'en' ? say('enName') : code}
              </option>
            ))}
          </select>
        </Field>
        <Field label={say('minutes')}>
          <input
            type="number"
            min={0}
            max={999_999}
            value={draft.minutes}
            onInput={(event) => onChange({ ...draft, minutes: event.currentTarget.value })}
          />
        </Field>
      </div>
      <Field label={say('url')}>
        <input
          type="url"
          value={draft.url}
          maxLength={2_000}
          onInput={(event) => onChange({ ...draft, url: event.currentTarget.value })}
        />
      </Field>
      <Field label={say('coverUrl')}>
        <input
          type="url"
          value={draft.coverUrl}
          maxLength={2_000}
          onInput={(event) => onChange({ ...draft, coverUrl: event.currentTarget.value })}
        />
      </Field>
    </fieldset>
  );
}
