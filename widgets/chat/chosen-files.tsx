import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { partText } from '../ui/text/chat-parts.ts';
import { useScene } from './context.ts';
import { sizeOf } from './file-size.ts';
import { removeFile } from './files.ts';
import type { ChosenFile } from './state.ts';

/** The files of the next message: what each is, how far it has got, and a way to take it out. */
export function ChosenFiles() {
  const { state } = useScene();
  const say = useSay(partText);
  return (
    <ul class="chosen-files" aria-label={say('chosenFiles')}>
      {state.files.map((file) => (
        <Chosen file={file} key={file.clientUploadId} />
      ))}
    </ul>
  );
}

function Chosen({ file }: { file: ChosenFile }) {
  const { chat } = useScene();
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
          removeFile(chat, file.clientUploadId);
          document.querySelector<HTMLElement>('#attach')?.focus();
        }}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
