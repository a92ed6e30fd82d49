import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../icons.tsx';
import { fileAccept } from './shown-files.ts';

type Choose = (files: readonly File[]) => void;

/** Opens the browser's own choice of files. */
export function AttachButton({ label, onChoose }: { label: string; onChoose: Choose }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={fileAccept}
        onChange={(event) => {
          const { files, form } = event.currentTarget;
          onChoose([...(files ?? [])]);
          // The same file may be chosen again.
          event.currentTarget.value = '';
          form?.querySelector('textarea')?.focus();
        }}
      />
      <button
        type="button"
        id="attach"
        class="quiet icon-only"
        aria-label={label}
        title={label}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
    </>
  );
}

/** Takes what is dropped anywhere in the panel; without this a browser would leave the page for the file. */
export function useDropped(onChoose: Choose): void {
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    const mark = (isOver: boolean) => document.body.toggleAttribute('data-dropping', isOver);
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) mark(false);
    };
    const drop = (event: DragEvent) => {
      mark(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      choose.current(files);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
}
