import type { FastifyRequest } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { takeTurn } from '../../kernel/rate-limit.ts';
import { fileBytesMax } from '../attachment/wire.ts';
import { attachmentsPerMessageMax } from '../wire.ts';
import { callerOf, type DirectLineCaller, threadOf } from './caller.ts';
import type { DirectLineDeps } from './deps.ts';
import { type PostedFile, postUpload } from './post-upload.ts';
import type { DirectLineThread } from './store.ts';

/** What one upload may bring. */
export const uploadLimits = {
  fileSize: fileBytesMax,
  files: attachmentsPerMessageMax + 1,
  fields: 4,
  parts: 10,
};

const ThreadParams = z.object({ conversationId: z.string().min(1).max(64) });
const UploadQuery = z.looseObject({ userId: z.string().max(256).optional() });

/** The part that is no file: the message they belong to. */
const ACTIVITY_TYPE = 'application/vnd.microsoft.activity';

interface Uploading {
  readonly caller: DirectLineCaller;
  readonly thread: DirectLineThread;
}

/** `POST …/upload`: files with a message, as parts of a form. Who sends them is asked before a byte is read. */
export function uploadRoutes(deps: DirectLineDeps): FastifyPluginCallbackZod {
  const admitted = new WeakMap<object, Uploading>();
  let atOnce = 0;
  return (app, _options, done) => {
    app.post(
      '/conversations/:conversationId/upload',
      {
        config: { access: ['direct_line'] },
        schema: { hide: true, params: ThreadParams, querystring: UploadQuery },
        onRequest: async (request, reply) => {
          const caller = await callerOf(deps, request);
          const { conversationId } = request.params as { conversationId: string };
          const thread = await threadOf(deps, caller, conversationId);
          await takeTurn(deps.uploadAddressLimit, request.ip);
          await takeTurn(deps.uploadLimit, thread.learnerId);
          // A file is in memory while it is judged, so only so many are at once.
          if (atOnce >= limits.uploadsAtOnceMax)
            throw new DomainError(kernelErrors.rate_limited, { retryAfterSeconds: 2 });
          atOnce += 1;
          reply.raw.once('close', () => {
            atOnce -= 1;
          });
          admitted.set(request, { caller, thread });
        },
      },
      async (request) => {
        const uploading = admitted.get(request);
        if (uploading === undefined) throw new Error('an upload was not admitted');
        const { userId } = request.query;
        return { id: await postUpload(deps, { ...uploading, userId, ...(await partsOf(request)) }) };
      },
    );
    done();
  };
}

async function partsOf(
  request: FastifyRequest,
): Promise<{ activity: string | undefined; files: PostedFile[] }> {
  if (!request.isMultipart()) {
    throw new DomainError(kernelErrors.invalid_request, { detail: 'files come as multipart/form-data' });
  }
  const files: PostedFile[] = [];
  let activity: string | undefined;
  let bytesLeft = fileBytesMax;
  for await (const part of request.parts()) {
    if (part.type === 'field') continue;
    const bytes = await part.toBuffer();
    if (part.mimetype === ACTIVITY_TYPE) activity = bytes.toString('utf8');
    else files.push({ name: part.filename || 'file', bytes });
    bytesLeft -= bytes.length;
    if (bytesLeft < 0) throw new DomainError(kernelErrors.payload_too_large);
  }
  return { activity, files };
}
