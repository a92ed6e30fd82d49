import { useState } from 'preact/hooks';
import type { CannedReplyView } from '../../../src/bot/console/wire.ts';
import { useSay } from '../../ui/language.ts';
import { AskForm } from '../ask/ask-form.tsx';
import { useDesk } from '../context.ts';
import { isSupervisor } from '../roles.ts';
import { AskCanned } from './ask-canned.tsx';
import { sharedCalls } from './calls.ts';
import { settingsText } from './text.ts';

/** What is asked over the list. */
type Asked =
  | { readonly what: 'edit'; readonly reply: CannedReplyView | null }
  | { readonly what: 'retire'; readonly reply: CannedReplyView };

/** All canned replies: every agent reads them, who answers for others writes them. */
export function CannedReplies() {
  const { desk, state } = useDesk();
  const say = useSay(settingsText);
  const [wanted, setWanted] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayEdit = isSupervisor(state.staff);
  const shown = state.canned.filter(({ shortcut, title, textZh, textEn }) =>
    `${shortcut} ${title} ${textZh} ${textEn}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const readAgain = async () => {
    const answer = await desk.calls.cannedReplies();
    if (answer.ok) desk.store.set({ canned: answer.value.cannedReplies });
    else desk.refuse(answer);
  };
  const close = () => setAsked(null);
  return (
    <section aria-labelledby="canned-heading">
      <header class="part-head">
        <h2 id="canned-heading">{say('canned')}</h2>
        {mayEdit ? (
          <button type="button" class="primary" onClick={() => setAsked({ what: 'edit', reply: null })}>
            {say('addCanned')}
          </button>
        ) : null}
      </header>
      <p class="faint">{say('cannedMore')}</p>
      <input
        type="search"
        class="filter"
        aria-label={say('filter')}
        placeholder={say('filter')}
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      {shown.length === 0 ? (
        <p class="faint">{wanted === '' ? say('cannedEmpty') : say('nobodyFits', { text: wanted })}</p>
      ) : null}
      <ul class="rows">
        {shown.map((reply) => (
          <Reply
            key={reply.cannedReplyId}
            reply={reply}
            {...(mayEdit ? { onAsk: (what: Asked['what']) => setAsked({ what, reply }) } : {})}
          />
        ))}
      </ul>
      {asked?.what === 'edit' ? <AskCanned reply={asked.reply} onDone={readAgain} onClose={close} /> : null}
      {asked?.what === 'retire' ? <AskRetire reply={asked.reply} onDone={readAgain} onClose={close} /> : null}
    </section>
  );
}

interface ReplyProps {
  readonly reply: CannedReplyView;
  /** Left out: it can only be read. */
  readonly onAsk?: (what: Asked['what']) => void;
}

function Reply({ reply: { shortcut, title, team, textZh, textEn }, onAsk }: ReplyProps) {
  const say = useSay(settingsText);
  return (
    <li data-canned={shortcut}>
      <span class="row-main">
        <span>
          <strong>/{shortcut}</strong> {title} {team === null ? null : <span class="tag">{team}</span>}
        </span>
        {textZh === null ? null : (
          <span class="faint block" lang="zh-CN">
            {textZh}
          </span>
        )}
        {textEn === null ? null : (
          <span class="faint block" lang="en">
            {textEn}
          </span>
        )}
      </span>
      {onAsk === undefined ? null : (
        <span class="row-start">
          <button
            type="button"
            class="small"
            aria-label={say('changeCanned', { shortcut })}
            onClick={() => onAsk('edit')}
          >
            {say('edit')}
          </button>
          <button
            type="button"
            class="small"
            aria-label={`${say('retire')} /${shortcut}`}
            onClick={() => onAsk('retire')}
          >
            {say('retire')}
          </button>
        </span>
      )}
    </li>
  );
}

interface AskRetireProps {
  readonly reply: CannedReplyView;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

function AskRetire({ reply: { cannedReplyId, shortcut }, onDone, onClose }: AskRetireProps) {
  const { desk } = useDesk();
  const say = useSay(settingsText);
  const retire = async () => {
    const answer = await sharedCalls(desk.calls).retireCanned(cannedReplyId);
    if (answer.ok) await onDone();
    return answer;
  };
  return (
    <AskForm
      heading={say('retireCanned', { shortcut })}
      more={say('retireCannedMore')}
      confirm={say('retire')}
      isGrave
      onConfirm={retire}
      onClose={onClose}
    />
  );
}
