import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../ui/icons.tsx';
import { useSay } from '../../ui/language.ts';
import { lazy } from '../../ui/lazy.tsx';
import type { BoardProps } from '../board.ts';
import { paramsOf } from '../question.ts';
import { dashboardText } from '../text/shared.ts';
import { viewsText } from '../text/views.ts';
import type { ViewsDialogProps } from './views-dialog.tsx';

const ViewsDialog = lazy<ViewsDialogProps>(() =>
  import('./views-dialog.tsx').then((part) => part.ViewsDialog),
);
const COPIED_MS = 4_000;

/** Questions that were kept, and the present one as a link: it holds the question, no figure. */
export function Views(props: BoardProps) {
  const say = useSay(viewsText);
  const sayShared = useSay(dashboardText);
  const [isOpen, setOpen] = useState(false);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    const link = `${location.origin}${location.pathname}?${paramsOf(props.state.question)}`;
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      // Without the right to the clipboard the address bar has the same.
      () => undefined,
    );
  };
  return (
    <div class="views">
      <span class="faint" role="status">
        {isCopied && sayShared('copied')}
      </span>
      <button type="button" class="quiet" onClick={() => void copy()}>
        <Icon name="clip" /> {sayShared('copyLink')}
      </button>
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="threads" /> {say('views')}
      </button>
      {isOpen && <ViewsDialog {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}
