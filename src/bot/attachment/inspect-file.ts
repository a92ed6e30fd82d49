import { maskSensitive } from '../conversation/mask.ts';
import type { FileType } from './wire.ts';

export interface InspectedFile {
  readonly contentType: FileType;
  /** What is kept: text is masked like every other text (C7), the rest is as it came. */
  readonly bytes: Uint8Array;
  /** Of a picture, in pixels, where its head says so. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** What a file is, by its own bytes; null when it is nothing that may be sent. A name or a declared type counts for nothing. */
export function inspectFile(bytes: Buffer): InspectedFile | null {
  const kind = KINDS.find(({ matches }) => matches(bytes));
  if (kind === undefined) return inspectText(bytes);
  const size = kind.sizeOf?.(bytes);
  const isPlausible = size !== undefined && size.width > 0 && size.height > 0;
  return { contentType: kind.contentType, bytes, ...(isPlausible ? { size } : {}) };
}

type Size = { readonly width: number; readonly height: number };

interface Kind {
  readonly contentType: FileType;
  readonly matches: (bytes: Buffer) => boolean;
  readonly sizeOf?: (bytes: Buffer) => Size | undefined;
}

const startsWith = (bytes: Buffer, start: string, at = 0): boolean =>
  bytes.subarray(at, at + start.length).equals(Buffer.from(start, 'latin1'));

const KINDS: readonly Kind[] = [
  {
    contentType: 'image/png',
    matches: (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n') && startsWith(bytes, 'IHDR', 12),
    sizeOf: (bytes) =>
      bytes.length >= 24 ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined,
  },
  { contentType: 'image/jpeg', matches: (bytes) => startsWith(bytes, '\xff\xd8\xff'), sizeOf: sizeOfJpeg },
  {
    contentType: 'image/gif',
    matches: (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a'),
    sizeOf: (bytes) =>
      bytes.length >= 10 ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) } : undefined,
  },
  {
    contentType: 'image/webp',
    matches: (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBPVP8', 8),
    sizeOf: sizeOfWebp,
  },
  { contentType: 'application/pdf', matches: (bytes) => startsWith(bytes, '%PDF-') },
];

/** Start of frame markers (ITU-T T.81, table B.1) but those of tables and arithmetic conditioning. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function sizeOfJpeg(bytes: Buffer): Size | undefined {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes.readUInt8(at + 1);
    if (isFrame(marker)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The three kinds of WebP say their size at three places (RFC 9649). */
function sizeOfWebp(bytes: Buffer): Size | undefined {
  if (bytes.length < 30) return undefined;
  const chunk = bytes.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (chunk === 'VP8 ')
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  const bits = bytes.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Control characters but tab, line feed, form feed and carriage return: a program or an archive has them, text does not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_TEXT = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

function inspectText(bytes: Buffer): InspectedFile | null {
  const text = textOf(bytes);
  if (text === null || text.trim() === '' || NOT_TEXT.test(text)) return null;
  return { contentType: 'text/plain', bytes: Buffer.from(maskSensitive(text)) };
}

/** Text in UTF-8, or as older programs write Chinese; null when it is neither. It is kept in UTF-8. */
function textOf(bytes: Buffer): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return null;
}
