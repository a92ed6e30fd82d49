import type { IncomingMessage } from 'node:http';

/** True when both the peer and the Host header are this machine's own loopback. */
export function isLoopback(request: IncomingMessage): boolean {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const peerIsLocal = peer === '::1' || peer.startsWith('127.');
  return peerIsLocal && (host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host));
}
