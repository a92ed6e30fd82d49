import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import {
  type Access,
  type Authenticate,
  bearerToken,
  CONSOLE_ROLES,
  LEARNERS,
  type RequireStaff,
} from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import { findConversation } from '../conversation/store.ts';
import { botErrors } from '../errors.ts';
import { findOwner } from '../handoff/store.ts';
import type { AttachmentDeps } from './deps.ts';
import { type StoreAttachment, storeAttachment } from './store-attachment.ts';
import { AttachmentView, fileBytesMax, UploadParams, UploadQuery } from './wire.ts';

export interface UploadGates {
  readonly authenticate: Authenticate;
  readonly requireStaff: RequireStaff;
}

type Uploader = Pick<StoreAttachment, 'learnerId' | 'uploader' | 'uploaderId'>;
type WhoUploads = (request: FastifyRequest, conversationId: string) => Promise<Uploader>;

interface UploadRoute {
  readonly path: string;
  readonly access: Access;
  readonly tag: string;
  readonly who: WhoUploads;
}

/** A file's bytes as the body. Who sends it is asked, and limited, before a byte of it is read. */
export function uploadRoutes(deps: AttachmentDeps, gates: UploadGates): FastifyPluginCallbackZod {
  const agentOf = gates.requireStaff(CONSOLE_ROLES);
  const routes: readonly UploadRoute[] = [
    {
      path: '/v1/conversations/:conversationId/attachments/:clientUploadId',
      access: LEARNERS,
      tag: 'chat',
      who: (request, conversationId) => learnerWho(deps, gates.authenticate, { request, conversationId }),
    },
    {
      path: '/v1/console/conversations/:conversationId/attachments/:clientUploadId',
      access: CONSOLE_ROLES,
      tag: 'console',
      who: async (request, conversationId) =>
        agentWho(deps, { conversationId, staffId: (await agentOf(request)).staffId }),
    },
  ];
  const admitted = new WeakMap<FastifyRequest, Uploader>();
  const atOnce = { count: 0 };
  return (app, _options, done) => {
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    for (const { path, access, tag, who } of routes) {
      app.put(
        path,
        {
          config: { access },
          bodyLimit: fileBytesMax,
          schema: {
            tags: [tag],
            consumes: ['application/octet-stream'],
            params: UploadParams,
            querystring: UploadQuery,
            response: { 201: AttachmentView },
          },
          onRequest: async (request, reply) => {
            const { conversationId } = request.params as { conversationId: string };
            admitted.set(request, await who(request, conversationId));
            await admit(deps, { request, reply, atOnce, uploader: admitted.get(request) });
          },
        },
        async (request, reply) => {
          const uploader = admitted.get(request);
          if (uploader === undefined || !Buffer.isBuffer(request.body)) {
            throw new DomainError(kernelErrors.invalid_request, { detail: 'the body is the file’s bytes' });
          }
          const { name } = request.query;
          const file = { ...request.params, ...uploader, name, bytes: request.body };
          return reply.code(201).send(await storeAttachment(deps, file));
        },
      );
    }
    done();
  };
}

interface Admission {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly atOnce: { count: number };
  readonly uploader: Uploader | undefined;
}

/** A file is in memory while it is judged, so only so many are at once. Throws `rate_limited`, `unavailable`. */
async function admit(deps: AttachmentDeps, { request, reply, atOnce, uploader }: Admission): Promise<void> {
  await takeTurn(deps.uploadAddressLimit, request.ip);
  await takeTurn(deps.uploadLimit, uploader?.uploaderId ?? '');
  if (atOnce.count >= limits.uploadsAtOnceMax) {
    throw new DomainError(kernelErrors.unavailable, { retryAfterSeconds: 2 });
  }
  atOnce.count += 1;
  reply.raw.once('close', () => {
    atOnce.count -= 1;
  });
}

async function learnerWho(
  deps: AttachmentDeps,
  authenticate: Authenticate,
  { request, conversationId }: { request: FastifyRequest; conversationId: string },
): Promise<Uploader> {
  const { learnerId } = await authenticate(bearerToken(request.headers.authorization));
  if ((await findConversation(deps.db.query, { conversationId, learnerId })) === undefined) {
    throw new DomainError(kernelErrors.not_found);
  }
  return { learnerId, uploader: 'learner', uploaderId: learnerId };
}

/** Only whoever answers in a thread sends files into it. */
async function agentWho(
  deps: AttachmentDeps,
  { conversationId, staffId }: { conversationId: string; staffId: string },
): Promise<Uploader> {
  const now = await findOwner(deps.db.query, conversationId);
  if (now === undefined || now.owner !== 'agent' || now.ownerId !== staffId) {
    throw new DomainError(botErrors.conversation_not_yours);
  }
  return { learnerId: now.learnerId, uploader: 'agent', uploaderId: staffId };
}
