import { limits } from '../../kernel/limits.ts';
import { maskSensitive } from '../conversation/mask.ts';
import type { FileType } from './wire.ts';

const ENDINGS: Readonly<Record<FileType, readonly [string, ...string[]]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'md', 'csv'],
};

/** A picture that was made smaller on its way may have become one of another kind. */
const PICTURES = new Set(['png', 'jpg', 'jpeg', 'jfif', 'webp', 'gif']);

/** Signs that no file name needs: paths, what file systems forbid, what cannot be seen or turns the writing around. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>:"|?*]/gu;

/** A file's name as people see it and save it: without a path, masked (C7), and ending as what the file is. */
export function fileNameOf(said: string, contentType: FileType): string {
  const last = said.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const name = maskSensitive(last.replace(UNWANTED, '').replace(/^[\s.]+|[\s.]+$/g, ''));
  const [ending] = ENDINGS[contentType];
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const given = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  const hasEnding = ENDINGS[contentType].includes(given);
  const shown = hasEnding || (PICTURES.has(given) && contentType.startsWith('image/')) ? stem : name;
  const end = hasEnding ? name.slice(dot) : `.${ending}`;
  return `${shorten(shown || 'file')}${end}`;
}

function shorten(stem: string): string {
  return [...stem].slice(0, limits.fileNameCharactersMax).join('');
}

/** The header that names a file to save or show (RFC 6266, RFC 8187). */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
