import { expect, it } from 'vitest';
import { PNG } from './attachment.testing.ts';
import { contentDisposition, fileNameOf } from './file-name.ts';
import { inspectFile } from './inspect-file.ts';

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

it('a file is what its own bytes say, with the size of a picture', () => {
  const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0, 0]);
  const webp = bytes('RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x63\x00\x00\x31\x00\x00');
  const known = [
    [PNG, 'image/png', { width: 1, height: 1 }],
    [jpeg, 'image/jpeg', { width: 30, height: 20 }],
    [bytes('GIF89a', [2, 1, 4, 0]), 'image/gif', { width: 258, height: 4 }],
    [webp, 'image/webp', { width: 100, height: 50 }],
    [bytes('%PDF-1.7\n'), 'application/pdf', undefined],
    [Buffer.from('课程笔记\n'), 'text/plain', undefined],
  ] as const;
  for (const [file, contentType, size] of known) {
    expect(inspectFile(file)).toMatchObject({ contentType, ...(size && { size }) });
  }
});

it('what could run or be unpacked is refused, whatever it calls itself', () => {
  const refused = [
    bytes('MZ\x90\x00\x03'),
    bytes('\x7fELF\x02\x01'),
    bytes('PK\x03\x04\x14\x00\x00'),
    bytes('\x89PNG\r\n\x1a\nnot a picture'),
    bytes('RIFF\x00\x00\x00\x00AVI LIST\x00'),
    bytes([0xff, 0xfe, 0, 0, 1]),
    bytes(''),
    bytes(' \n'),
  ];
  for (const file of refused) expect(inspectFile(file)).toBeNull();
});

it('markup is plain text, and a card number in text is masked', () => {
  const html = inspectFile(Buffer.from('<script>alert(1)</script> 4111 1111 1111 1111'));
  expect(html?.contentType).toBe('text/plain');
  expect(Buffer.from(html?.bytes ?? []).toString()).not.toContain('4111 1111');
  expect(Buffer.from(html?.bytes ?? []).toString()).toContain('<script>');
});

it('Chinese text of older programs is read and kept in UTF-8', () => {
  const gbk = Buffer.from([0xc4, 0xe3, 0xba, 0xc3]);
  expect(Buffer.from(inspectFile(gbk)?.bytes ?? []).toString()).toBe('你好');
});

it('a name has no path, no hidden signs and no card number, and ends as what the file is', () => {
  expect(fileNameOf('../../etc/passwd', 'text/plain')).toBe('passwd.txt');
  expect(fileNameOf('C:\\Users\\li\\作业.PNG', 'image/png')).toBe('作业.PNG');
  expect(fileNameOf('invoice.pdf.exe', 'image/png')).toBe('invoice.pdf.exe.png');
  expect(fileNameOf('IMG_1.png', 'image/jpeg')).toBe('IMG_1.jpg');
  expect(fileNameOf('gpj.\u202eexe.png', 'image/png')).toBe('gpj.exe.png');
  expect(fileNameOf('\u0000\r\n', 'image/jpeg')).toBe('file.jpg');
  expect(fileNameOf('4111111111111111.jpg', 'image/jpeg')).not.toContain('4111111111111111');
  expect([...fileNameOf('长'.repeat(300), 'image/gif')]).toHaveLength(104);
});

it('a header that names a file carries every sign of it and nothing else', () => {
  expect(contentDisposition('attachment', '课程"笔记".txt')).toBe(
    `attachment; filename="______.txt"; filename*=UTF-8''%E8%AF%BE%E7%A8%8B%22%E7%AC%94%E8%AE%B0%22.txt`,
  );
});
