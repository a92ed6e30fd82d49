import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { CannedReplyView } from '../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { useDesk } from './context.ts';
import { keepDraft, takeCanned } from './reply-actions.ts';
import { consoleText } from './text.ts';

const shownMax = 7;

/** The canned replies that fit what stands after a slash; null when the text is no such question. */
export function cannedIn(text: string, all: readonly CannedReplyView[]): readonly CannedReplyView[] | null {
  if (!text.startsWith('/') || /\s/.test(text)) return null;
  const wanted = text.slice(1).toLowerCase();
  return all
    .filter(({ shortcut, title }) => shortcut.startsWith(wanted) || title.toLowerCase().includes(wanted))
    .slice(0, shownMax);
}

type Options = readonly CannedReplyView[];

export interface Canned {
  readonly at: number;
  reset(): void;
  take(option: CannedReplyView): void;
  /** True when the key was the list's. */
  press(event: KeyboardEvent, options: Options): boolean;
  /** What tells a screen reader which one is chosen while the focus stays in the field. */
  aria(options: Options): Record<string, string>;
}

const optionId = (option: CannedReplyView) => `canned-${option.cannedReplyId}`;

/** Choosing one without leaving the field. */
export function useCanned(field: RefObject<HTMLTextAreaElement | null>, conversationId: string): Canned {
  const { desk } = useDesk();
  const [at, setAt] = useState(0);
  const take = async (option: CannedReplyView) => {
    const text = await takeCanned(desk, option.cannedReplyId);
    if (text === null) return;
    keepDraft(desk, conversationId, text);
    field.current?.focus();
  };
  return {
    at,
    reset: () => setAt(0),
    take: (option) => void take(option),
    press: (event, options) => {
      const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
      const step = steps[event.key];
      const option = options[at];
      if (step !== undefined && options.length > 0) setAt((at + step + options.length) % options.length);
      else if (option !== undefined && (event.key === 'Enter' || event.key === 'Tab')) void take(option);
      else if (event.key === 'Escape') keepDraft(desk, conversationId, '');
      else return false;
      event.preventDefault();
      return true;
    },
    aria: (options) => {
      const option = options[at];
      return {
        'aria-controls': 'canned',
        'aria-autocomplete': 'list',
        ...(option === undefined ? {} : { 'aria-activedescendant': optionId(option) }),
      };
    },
  };
}

/** The replies to choose from, over the field. */
export function CannedList({ options, canned }: { options: Options; canned: Canned }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  if (options.length === 0) {
    return (
      <p class="canned faint" role="status">
        {say('noCanned')}
      </p>
    );
  }
  return (
    <div class="canned" id="canned" role="listbox" aria-label={say('canned')}>
      {options.map((option, at) => {
        const { shortcut, title, textZh, textEn } = option;
        const text = (language === 'zh' ? (textZh ?? textEn) : (textEn ?? textZh)) ?? '';
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen one
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
          <div
            key={option.cannedReplyId}
            id={optionId(option)}
            class="canned-option"
            role="option"
            aria-selected={at === canned.at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => canned.take(option)}
          >
            <span>
              <b>/{shortcut}</b> {title}
            </span>
            <span class="preview">{text}</span>
          </div>
        );
      })}
    </div>
  );
}
