import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  /** The file's bytes, decompressed as they are read. Throws a plain Error when they do not match their checksum. */
  read(): AsyncIterable<Buffer>;
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const CHUNK_BYTES = 64 * 1024;
const NAME_IS_UTF8 = 0x800;

/** The files of a ZIP archive, whose names are in GBK unless marked. Throws a plain Error when it is no whole archive. */
export function unzip(archive: Buffer): ZipEntry[] {
  const end = directoryEndOf(archive);
  const entries: ZipEntry[] = [];
  let offset = archive.readUInt32LE(end + 16);
  for (let index = 0; index < archive.readUInt16LE(end + 10); index += 1) {
    if (offset + 46 > end || archive.readUInt32LE(offset) !== DIRECTORY_ENTRY) throw broken();
    const nameEnd = offset + 46 + archive.readUInt16LE(offset + 28);
    entries.push(entryOf(archive, offset, nameEnd));
    offset = nameEnd + archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
  }
  return entries;
}

function directoryEndOf(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let offset = archive.length - END_BYTES; offset >= first; offset -= 1) {
    if (archive.readUInt32LE(offset) === DIRECTORY_END) return offset;
  }
  throw broken();
}

function entryOf(archive: Buffer, offset: number, nameEnd: number): ZipEntry {
  const isUtf8 = (archive.readUInt16LE(offset + 8) & NAME_IS_UTF8) !== 0;
  const name = new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030').decode(archive.subarray(offset + 46, nameEnd));
  const method = archive.readUInt16LE(offset + 10);
  const checksum = archive.readUInt32LE(offset + 16);
  const bytes = archive.readUInt32LE(offset + 20);
  const local = archive.readUInt32LE(offset + 42);
  if (local + 30 > archive.length) throw broken();
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  if (start + bytes > archive.length) throw broken();
  const packed = archive.subarray(start, start + bytes);
  return { name, read: () => readChecked(packed, method, checksum) };
}

async function* readChecked(packed: Buffer, method: number, checksum: number): AsyncGenerator<Buffer> {
  if (method !== 0 && method !== 8)
    throw new Error(`the archive is packed in a way (${method}) not known here`);
  const slices = Readable.from(slicesOf(packed));
  const unpacked = method === 0 ? slices : slices.pipe(createInflateRaw());
  let sum = 0;
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== checksum) throw new Error('the archive does not match its checksum');
}

/** In slices, so that what is unpacked is read before more is. */
function* slicesOf(packed: Buffer): Generator<Buffer> {
  for (let start = 0; start < packed.length; start += CHUNK_BYTES)
    yield packed.subarray(start, start + CHUNK_BYTES);
}

function broken(): Error {
  return new Error('the archive is broken or cut off');
}
