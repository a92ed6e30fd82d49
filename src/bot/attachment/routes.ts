import type { FastifyReply } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bearerToken, CONSOLE_ROLES, LEARNERS, type StaffCaller, WITH_LINK } from '../../identity/index.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { hasCaseWithFile } from '../console/case/store.ts';
import { findConversation } from '../conversation/store.ts';
import type { ConsoleDeps } from '../handoff/deps.ts';
import { mayReadThread } from '../handoff/may-read-thread.ts';
import type { AttachmentDeps } from './deps.ts';
import { linkToFile, requireLink } from './file-link.ts';
import { contentDisposition } from './file-name.ts';
import { type AttachmentRow, findAttachment } from './store.ts';
import { type UploadGates, uploadRoutes } from './upload-routes.ts';
import { AttachmentLink } from './wire.ts';

const Id = z.string().min(1).max(64);
const AttachmentParams = z.object({ attachmentId: Id });
const LinkQuery = z.object({ until: z.string().min(1).max(16), signature: z.string().min(1).max(64) });

type Deps = AttachmentDeps & Pick<ConsoleDeps, 'hasHeldPayment'>;

/** Files in conversations: brought by their bytes, shown by links that end. */
export function attachmentRoutes(deps: Deps, gates: UploadGates): FastifyPluginCallbackZod {
  const agentOf = gates.requireStaff(CONSOLE_ROLES);
  return async (app) => {
    await app.register(uploadRoutes(deps, gates));
    const schema = { params: AttachmentParams, response: { 200: AttachmentLink } };
    app.get(
      '/v1/attachments/:attachmentId/link',
      { config: { access: LEARNERS }, schema: { tags: ['chat'], ...schema } },
      async (request, reply) => {
        const { learnerId } = await gates.authenticate(bearerToken(request.headers.authorization));
        const row = await findRow(deps, request.params.attachmentId);
        const thread = await findConversation(deps.db.query, { ...row, learnerId });
        if (thread === undefined) throw new DomainError(kernelErrors.not_found);
        reply.header('cache-control', 'no-store');
        return linkToFile(deps, row.attachmentId);
      },
    );
    app.get(
      '/v1/console/attachments/:attachmentId/link',
      { config: { access: CONSOLE_ROLES }, schema: { tags: ['console'], ...schema } },
      async (request, reply) => {
        const caller = await agentOf(request);
        const row = await findRow(deps, request.params.attachmentId);
        if (!(await mayOpenFile(deps, { row, caller }))) throw new DomainError(kernelErrors.not_found);
        reply.header('cache-control', 'no-store');
        return linkToFile(deps, row.attachmentId);
      },
    );
    app.get(
      '/v1/files/:attachmentId',
      {
        config: { access: WITH_LINK },
        schema: { tags: ['chat'], params: AttachmentParams, querystring: LinkQuery },
      },
      (request, reply) => sendFile(deps, reply, { ...request.params, ...request.query }),
    );
  };
}

/** Who may read the thread; and who has to settle a case sees what was filed in it, and nothing else of the thread. */
async function mayOpenFile(
  deps: Deps,
  { row, caller }: { row: AttachmentRow; caller: StaffCaller },
): Promise<boolean> {
  const { attachmentId, conversationId } = row;
  if (await mayReadThread(deps, { conversationId, caller })) return true;
  return hasCaseWithFile(deps.db.query, { attachmentId, conversationId, staffId: caller.staffId });
}

async function findRow(deps: Deps, attachmentId: string): Promise<AttachmentRow> {
  const row = await findAttachment(deps.db.query, attachmentId);
  if (row === undefined) throw new DomainError(kernelErrors.not_found);
  return row;
}

/** Nothing in a file may run, whatever it is: no script, no form, no frame, and not our origin. */
const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

async function sendFile(
  deps: Deps,
  reply: FastifyReply,
  link: { attachmentId: string; until: string; signature: string },
): Promise<FastifyReply> {
  requireLink(deps, link);
  const row = await findRow(deps, link.attachmentId);
  const file = await deps.files.read(row.fileKey);
  if (file === null) throw new DomainError(kernelErrors.not_found);
  const how = row.contentType.startsWith('image/') ? 'inline' : 'attachment';
  const type = row.contentType === 'text/plain' ? 'text/plain; charset=utf-8' : row.contentType;
  return (
    reply
      .header('content-disposition', contentDisposition(how, row.name))
      .header('content-length', file.bytes)
      .header('content-security-policy', FILE_POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      // The link is the right to see it, from whichever page.
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', `private, max-age=${limits.fileLinkTtlMs / 1_000}, immutable`)
      .type(type)
      .send(file.stream())
  );
}
