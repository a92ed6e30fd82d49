import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

/**
 * A bare Socket.IO server that speaks like the chat and does nothing: it acknowledges a message and sends back a reply
 * of as many bytes as ours have. The reference of `bench -- chat` and `bench -- turn`; the number of bytes is its argument.
 */
const padding = 'x'.repeat(Math.max(0, Number(process.argv[2] ?? 0) - 300));
const server = createServer();
const io = new Server(server);

io.on('connection', (socket) => {
  socket.on('conversation:open', (_body: unknown, ack: (answer: unknown) => void) =>
    ack({ ok: true, data: { conversationId: randomUUID(), lastSeq: 0, activities: [], hasEarlier: false } }),
  );
  socket.on('message:send', (_body: unknown, ack: (answer: unknown) => void) => {
    const activityId = randomUUID();
    ack({ ok: true, data: { activityId, seq: 1 } });
    socket.emit('activity:added', {
      id: randomUUID(),
      type: 'message',
      replyToId: activityId,
      text: padding,
      channelData: { seq: 2, sender: 'bot' },
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('SIGTERM', () => process.exit(0));
