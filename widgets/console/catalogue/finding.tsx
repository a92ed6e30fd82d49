import { useState } from 'preact/hooks';
import type { AnswerPreview } from '../../../src/bot/finding/wire.ts';
import type { Language } from '../../../src/identity/wire.ts';
import type { FindingView } from '../../../src/recommend/finding/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { Field } from '../ask/ask-form.tsx';
import { usePress } from '../settings/use-asked.ts';
import { useCalls } from './calls-context.ts';
import { Candidates } from './candidates.tsx';
import { catalogueText } from './text.ts';

/** Asks the bot as a learner would, and shows how it came to its answer. */
export function Finding({ onOpen }: { onOpen: (productId: string) => void }) {
  const say = useSay(catalogueText);
  const own = useLanguage();
  const calls = useCalls();
  const { isBusy, refusal, press } = usePress();
  const [text, setText] = useState('');
  const [language, setLanguage] = useState<Language>(own);
  const [preview, setPreview] = useState<AnswerPreview | null>(null);
  const ask = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    const answer = await press(() => calls.preview(text.trim(), language));
    if (answer !== null) setPreview(answer.value);
  };
  return (
    <div class="finding">
      <p class="faint">{say('askMore')}</p>
      <form class="ask-row" onSubmit={(event) => void ask(event)}>
        <Field label={say('question')}>
          <input
            name="question"
            value={text}
            maxLength={500}
            placeholder={say('questionHint')}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <Field label={say('widgetLanguage')}>
          <select
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value === 'en' ? 'en' : 'zh')}
          >
            <option value="zh">{say('zhName')}</option>
            <option value="en">{say('enName')}</option>
          </select>
        </Field>
        <button type="submit" class="primary" aria-disabled={isBusy || text.trim() === ''}>
          {say('ask')}
        </button>
      </form>
      <p class="wrong" role="alert">
        {refusal?.message[own]}
      </p>
      {preview === null ? null : <Preview preview={preview} onOpen={onOpen} />}
    </div>
  );
}

interface PreviewProps {
  readonly preview: AnswerPreview;
  readonly onOpen: (productId: string) => void;
}

function Preview({ preview, onOpen }: PreviewProps) {
  const say = useSay(catalogueText);
  const { replies, want, intent, confidence, alternatives, slots, faqKey, finding } = preview;
  const { topic: _, ...wishes } = slots;
  const read = Object.entries(wishes).map(([name, value]) =>
    `${isSlot(name) ? say(slotWords[name]) : name} ${wordsOf(value, say)}`.trim(),
  );
  return (
    <div class="preview-answer" data-preview>
      <section class="product-part">
        <h3>{say('wouldSay')}</h3>
        {replies.map((reply) => (
          <blockquote key={reply}>{reply}</blockquote>
        ))}
        {faqKey === null ? null : <p class="meta">{say('answeredFrom', { key: faqKey })}</p>}
      </section>
      <dl class="how-read">
        <div>
          <dt>{say('understoodAs')}</dt>
          <dd>
            <code>{want === intent ? intent : `${intent} · ${want}`}</code>{' '}
            <span class="meta">{say('sure', { percent: Math.round(confidence * 100) })}</span>
          </dd>
        </div>
        {alternatives.length === 0 ? null : (
          <div>
            <dt>{say('besides')}</dt>
            <dd>{alternatives.join(', ')}</dd>
          </div>
        )}
        <div>
          <dt>{say('readAs')}</dt>
          <dd>{read.length === 0 ? say('nothingRead') : read.join(' · ')}</dd>
        </div>
        {finding === null ? null : <Looked finding={finding} />}
      </dl>
      {finding === null ? (
        <p class="faint">{say('noSearch')}</p>
      ) : (
        <Candidates finding={finding} onOpen={onOpen} />
      )}
    </div>
  );
}

const slotWords = {
  priceCeiling: 'slotCeiling',
  priceFloor: 'slotFloor',
  level: 'level',
  kind: 'kind',
  excludedKinds: 'slotNot',
  excludedTopic: 'slotNot',
  language: 'languageOf',
  free: 'free',
  durationMinutes: 'minutes',
} as const;

const isSlot = (name: string): name is keyof typeof slotWords => name in slotWords;

const named = ['course', 'column', 'ebook', 'beginner', 'intermediate', 'advanced'] as const;

function wordsOf(value: unknown, say: (key: (typeof named)[number]) => string): string {
  if (value === true) return '';
  if (Array.isArray(value)) return value.map((one) => wordsOf(one, say)).join(', ');
  const word = named.find((one) => one === value);
  if (word !== undefined) return say(word);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value)
    .filter((one) => one !== null)
    .join(' ');
}

function Looked({ finding }: { finding: FindingView }) {
  const say = useSay(catalogueText);
  const language = useLanguage();
  const { strategy, askedTopics, relaxed } = finding;
  return (
    <>
      <div>
        <dt>{say('strategy')}</dt>
        <dd>
          {say(strategy)}
          {relaxed.map(({ wish, message }) => (
            <span key={wish} class="block meta">
              {message}
            </span>
          ))}
        </dd>
      </div>
      {askedTopics.length === 0 ? null : (
        <div>
          <dt>{say('topics')}</dt>
          <dd>{askedTopics.map((topic) => topic[language]).join('、')}</dd>
        </div>
      )}
    </>
  );
}
