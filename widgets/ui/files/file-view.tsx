import { useEffect, useRef, useState } from 'preact/hooks';
import type { AttachmentLink } from '../../../src/bot/attachment/wire.ts';
import type { Answer } from '../http.ts';
import { Icon } from '../icons.tsx';
import { useSay } from '../language.ts';
import { partText } from '../text/chat-parts.ts';
import { sizeOf } from './file-size.ts';
import type { ShownFile } from './shown-files.ts';

/** A link that ends this soon is renewed before it is followed. */
const tooSoonMs = 20_000;

type ReadLink = (attachmentId: string) => Promise<Answer<AttachmentLink>>;

interface FileViewProps {
  readonly file: ShownFile;
  /** Asks for an address that shows it for a short while. */
  readonly readLink: ReadLink;
}

/** A file of a message: a picture shows itself, anything else its name; a press opens it beside the page. */
export function FileView({ file, readLink }: FileViewProps) {
  const say = useSay(partText);
  const { place, link, renew, hasFailed } = useLink(file, readLink);
  const isPicture = file.contentType.startsWith('image/');
  if (hasFailed) return <p class="bubble faint">{say('fileGone')}</p>;
  const open = async (event: MouseEvent) => {
    if (link && link.expiresAtMs - Date.now() > tooSoonMs) return;
    event.preventDefault();
    const fresh = await renew();
    if (fresh) openBeside(fresh.url);
  };
  return (
    <a
      ref={place}
      class={isPicture ? 'file picture' : 'file'}
      href={link?.url ?? '#'}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={say('openFile', { name: file.name, size: sizeOf(file.bytes) })}
      onClick={(event) => void open(event)}
    >
      {isPicture ? (
        <Picture file={file} url={link?.url} onGone={() => void renew()} />
      ) : (
        <>
          <Icon name="file" />
          <span>
            {file.name}
            <small>{sizeOf(file.bytes)}</small>
          </span>
        </>
      )}
    </a>
  );
}

const openBeside = (url: string) => window.open(url, '_blank', 'noopener,noreferrer');

/** Takes its room before it is there, so that nothing jumps. */
function Picture({ file, url, onGone }: { file: ShownFile; url: string | undefined; onGone: () => void }) {
  const { width = 4, height = 3 } = file;
  const [hasGone, setHasGone] = useState(false);
  const shape = { aspectRatio: `${width} / ${height}`, inlineSize: `${Math.min(width, 240)}px` };
  if (!url) return <span class="placeholder" style={shape} />;
  return (
    <img
      src={url}
      alt={file.name}
      style={shape}
      loading="lazy"
      onError={() => {
        // Once: a link that ended while the page slept.
        if (!hasGone) onGone();
        setHasGone(true);
      }}
    />
  );
}

/** Asks for the file's address when the file comes into sight, and again when it has ended. */
function useLink({ attachmentId }: ShownFile, readLink: ReadLink) {
  const place = useRef<HTMLAnchorElement>(null);
  const [link, setLink] = useState<AttachmentLink | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const renew = async (): Promise<AttachmentLink | null> => {
    const answer = await readLink(attachmentId);
    if (answer.ok) setLink(answer.value);
    else if (answer.status === 404) setHasFailed(true);
    return answer.ok ? answer.value : null;
  };
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const watcher = new IntersectionObserver(([seen]) => {
      if (!seen?.isIntersecting) return;
      watcher.disconnect();
      void renew();
    });
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [attachmentId]);
  return { place, link, renew, hasFailed };
}
