import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';

const AT_ONCE = 200;
const SETTLE_MS = 5_000;

export interface IdleMemory {
  readonly sockets: number;
  /** Of the server's resident memory, as the kernel counts it. */
  readonly kibPerSocket: number;
}

/** Opens idle sockets that speak just enough of Socket.IO to stay, and reads by how much the server grew. */
export async function measureIdle(
  { url, pid }: { url: string; pid: number },
  tokens: readonly string[],
): Promise<IdleMemory> {
  // What a server allocates for its first guests is not for each of them.
  const early = await openAll(url, tokens.slice(0, AT_ONCE));
  await pause(SETTLE_MS);
  const before = residentKib(pid);
  const rest = await openAll(url, tokens.slice(AT_ONCE));
  await pause(SETTLE_MS);
  const grown = residentKib(pid) - before;
  for (const socket of [...early, ...rest]) socket.terminate();
  return { sockets: early.length + rest.length, kibPerSocket: grown / rest.length };
}

async function openAll(url: string, tokens: readonly string[]): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let from = 0; from < tokens.length; from += AT_ONCE) {
    const wanted = tokens.slice(from, from + AT_ONCE);
    sockets.push(...(await Promise.all(wanted.map((token) => openOne(url, token)))));
  }
  return sockets;
}

/** Engine.IO 4 by hand: `0` opens, `40` connects, `2` asks for `3`. */
function openOne(url: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('an idle socket was closed')));
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      if (text.startsWith('0')) socket.send(`40${JSON.stringify({ token })}`);
      else if (text === '2') socket.send('3');
      else if (text.startsWith('40')) resolve(socket);
      else if (text.startsWith('44')) reject(new Error(`an idle socket was refused: ${text}`));
    });
  });
}

function residentKib(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
