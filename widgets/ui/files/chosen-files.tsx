import { Icon } from '../icons.tsx';
import { useLanguage, useSay } from '../language.ts';
import { partText } from '../text/chat-parts.ts';
import { sizeOf } from './file-size.ts';
import type { ChosenFile } from './queue.ts';

interface ChosenFilesProps {
  readonly files: readonly ChosenFile[];
  readonly onRemove: (clientUploadId: string) => void;
}

/** The files of the next message: what each is, how far it has got, and a way to take it out. */
export function ChosenFiles({ files, onRemove }: ChosenFilesProps) {
  const say = useSay(partText);
  return (
    <ul class="chosen-files" aria-label={say('chosenFiles')}>
      {files.map((file) => (
        <Chosen file={file} onRemove={() => onRemove(file.clientUploadId)} key={file.clientUploadId} />
      ))}
    </ul>
  );
}

function Chosen({ file, onRemove }: { file: ChosenFile; onRemove: () => void }) {
  const say = useSay(partText);
  const language = useLanguage();
  const { name, previewUrl, attachmentId, progress, refusal } = file;
  const isOnItsWay = attachmentId === null && refusal === null;
  return (
    <li data-refused={refusal !== null || undefined}>
      {previewUrl ? <img src={previewUrl} alt="" /> : <Icon name="file" />}
      <span>
        <b>{name}</b>
        {refusal ? <small role="alert">{refusal[language]}</small> : <small>{sizeOf(file.bytes)}</small>}
        {isOnItsWay && <progress value={progress} aria-label={say('uploading', { name })} />}
      </span>
      <button
        type="button"
        class="quiet icon-only"
        aria-label={say('removeFile', { name })}
        onClick={() => {
          onRemove();
          document.querySelector<HTMLElement>('#attach')?.focus();
        }}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
