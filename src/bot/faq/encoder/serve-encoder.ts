import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../../kernel/log.ts';
import { EncoderRefused, readEncoder, type ServedEncoder } from './encoder-artifact.ts';

/** The artifact that `tilltalk faq train` writes when no other file is said. */
export const FAQ_ENCODER_FILE = fileURLToPath(new URL('../../../../demo/faq-encoder.bin', import.meta.url));

/**
 * Reads an artifact, and again when it changed. Null when there is none or it is refused, which is said once: the words
 * alone find answers then.
 */
export function createEncoderReader(file: string, log: Log): () => ServedEncoder | null {
  let known: { readonly stamp: string; readonly served: ServedEncoder | null } | undefined;
  return () => {
    const stat = statSync(file, { throwIfNoEntry: false });
    const stamp = stat === undefined ? '' : `${stat.mtimeMs} ${stat.size}`;
    if (known?.stamp !== stamp) known = { stamp, served: stat === undefined ? null : read(file, log) };
    return known.served;
  };
}

function read(file: string, log: Log): ServedEncoder | null {
  try {
    return readEncoder(readFileSync(file));
  } catch (error) {
    if (!(error instanceof EncoderRefused) && !(error instanceof Error && 'code' in error)) throw error;
    log.warn(
      { file, reason: error.message },
      'the encoder of questions is refused; answers are found by words',
    );
    return null;
  }
}
