import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** What arrived, and when (wall time, ms). */
export interface Arrival {
  readonly atMs: number;
  readonly text: string;
}

export interface Sink {
  readonly port: number;
  readonly arrived: readonly Arrival[];
  close(): void;
}

/** Takes mail as an SMTP server does (RFC 5321, no extension), and keeps it. */
export async function openMailSink(): Promise<Sink> {
  const arrived: Arrival[] = [];
  const server = createServer((socket) =>
    talkSmtp(socket, (text) => arrived.push({ atMs: Date.now(), text })),
  );
  return sinkOf(server, arrived);
}

function talkSmtp(socket: Socket, take: (text: string) => void): void {
  const answer = (line: string): void => void socket.write(`${line}\r\n`);
  /** The lines of the mail that is being read; null between mails. */
  let mail: string[] | null = null;
  const hear = (line: string): string => {
    if (mail !== null && line !== '.') {
      mail.push(line);
      return '';
    }
    if (mail !== null) {
      take(mail.join('\n'));
      mail = null;
      return '250 taken';
    }
    const command = line.slice(0, 4).toUpperCase();
    if (command === 'DATA') mail = [];
    if (command === 'QUIT') socket.end();
    return command === 'DATA' ? '354 go on' : '250 sink';
  };
  answer('220 sink');
  socket.on('error', () => {});
  createInterface({ input: socket }).on('line', (line) => {
    const said = hear(line);
    if (said !== '' && socket.writable) answer(said);
  });
}

/** Takes what is posted to it. */
export async function openWebhookSink(): Promise<Sink> {
  const arrived: Arrival[] = [];
  const server = createHttpServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      arrived.push({ atMs: Date.now(), text });
      response.end();
    });
  });
  return sinkOf(server, arrived);
}

async function sinkOf(server: Server | HttpServer, arrived: readonly Arrival[]): Promise<Sink> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, arrived, close: () => server.close() };
}
