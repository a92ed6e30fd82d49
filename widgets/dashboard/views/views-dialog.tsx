import { useRef, useState } from 'preact/hooks';
import type { SavedView, SavedViews } from '../../../src/metrics/view/wire.ts';
import type { Answer, Refusal } from '../../staff/staff-call.ts';
import { staffText } from '../../staff/text.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import type { BoardProps } from '../board.ts';
import { Dialog } from '../dialog.tsx';
import { paramsOf } from '../question.ts';
import { postCalls, readViews } from '../read.ts';
import { viewsText } from '../text/views.ts';
import { useAnswer } from '../use-answer.ts';

export interface ViewsDialogProps extends BoardProps {
  readonly onClose: () => void;
}

/** Opens, keeps, shares and forgets questions. */
export function ViewsDialog({ dashboard, state, csrfToken, onClose }: ViewsDialogProps) {
  const say = useSay(viewsText);
  const sayStaff = useSay(staffText);
  const language = useLanguage();
  const asked = useAnswer(dashboard, 'views', readViews);
  const [changed, setChanged] = useState<SavedViews | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSaved, setSaved] = useState(false);
  const calls = postCalls(csrfToken);
  const views = (changed ?? asked.value)?.views;
  const take = (answer: Answer<SavedViews>): void => {
    setRefusal(answer.ok ? null : answer);
    if (answer.ok) setChanged(answer.value);
  };
  const save = async (name: string, isShared: boolean) => {
    const question = paramsOf(state.question).toString();
    const answer = await calls.saveView({ name, question, isShared });
    take(answer);
    setSaved(answer.ok);
  };
  const open = ({ question }: SavedView) => {
    onClose();
    dashboard.open(question);
  };
  const list = (key: 'mine' | 'shared') => {
    const own = views?.filter(({ isMine }) => isMine === (key === 'mine')) ?? [];
    if (own.length === 0) return null;
    return (
      <section aria-labelledby={`views-${key}`}>
        <h3 id={`views-${key}`}>{say(key)}</h3>
        <ul class="view-list">
          {own.map((view) => (
            <ViewRow
              key={view.savedViewId}
              view={view}
              onOpen={() => open(view)}
              onForget={async () => take(await calls.forgetView(view.savedViewId))}
            />
          ))}
        </ul>
      </section>
    );
  };
  const why = refusal ?? asked.refusal;
  return (
    <Dialog title={say('views')} onClose={onClose}>
      {asked.isBusy && <p class="faint">{sayStaff('loading')}</p>}
      {why && (
        <p class="notice" role="alert">
          {why.message[language]}
        </p>
      )}
      {views?.length === 0 && <p class="faint">{say('none')}</p>}
      {list('mine')}
      {list('shared')}
      <SaveForm onSave={save} isSaved={isSaved} />
    </Dialog>
  );
}

interface ViewRowProps {
  readonly view: SavedView;
  readonly onOpen: () => void;
  readonly onForget: () => Promise<void>;
}

function ViewRow({ view: { name, isMine, isShared }, onOpen, onForget }: ViewRowProps) {
  const say = useSay(viewsText);
  return (
    <li>
      <button type="button" class="link" onClick={onOpen}>
        {name}
      </button>
      {isMine && isShared && <span class="meta">{say('isShared')}</span>}
      {isMine && (
        <button
          type="button"
          class="quiet icon-only small"
          aria-label={say('forget', { name })}
          onClick={() => confirm(say('forgetSure', { name })) && void onForget()}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}

interface SaveFormProps {
  readonly onSave: (name: string, isShared: boolean) => Promise<void>;
  readonly isSaved: boolean;
}

function SaveForm({ onSave, isSaved }: SaveFormProps) {
  const say = useSay(viewsText);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!form.current) return;
    const given = new FormData(form.current);
    void onSave(String(given.get('name')).trim(), given.has('isShared'));
  };
  return (
    <form ref={form} class="save-view" onSubmit={submit}>
      <label>
        {say('name')}
        <input name="name" required maxLength={80} autocomplete="off" />
      </label>
      <label class="check">
        <input type="checkbox" name="isShared" /> {say('share')}
      </label>
      <button type="submit" class="primary">
        {say('save')}
      </button>
      <p class="faint" role="status">
        {isSaved ? say('saved') : `${say('noFigures')} ${say('replaces')}`}
      </p>
    </form>
  );
}
