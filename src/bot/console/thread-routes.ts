import type { ConsoleOpsRoutesDeps } from './deps.ts';
import { viewDetails } from './details/view-details.ts';
import { listAllConversations } from './list/list-all.ts';
import { addNote } from './note/add-note.ts';
import { listNotes } from './note/list-notes.ts';
import { revealField } from './reveal/reveal-field.ts';
import { type App, forAgents, ThreadParams, tags } from './route-kit.ts';
import { searchAll } from './search/search-all.ts';
import { snoozeConversation, wakeConversation } from './snooze/snooze-conversation.ts';
import { requireReadable } from './thread.ts';
import {
  AddNoteBody,
  AllConversations,
  AllConversationsQuery,
  ConversationDetails,
  NoteList,
  NoteView,
  RevealBody,
  RevealedField,
  SearchAnswer,
  SearchQuery,
  SnoozeBody,
  SnoozeView,
} from './wire.ts';

const { config, roles } = forAgents;

/** Finding threads, and what stands beside one. */
export function addThreads(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(roles);
  app.get(
    '/v1/console/search',
    { config, schema: { tags, querystring: SearchQuery, response: { 200: SearchAnswer } } },
    async (request) => searchAll(deps, { caller: await agentOf(request), query: request.query }),
  );
  app.get(
    '/v1/console/conversations/all',
    { config, schema: { tags, querystring: AllConversationsQuery, response: { 200: AllConversations } } },
    async (request) => listAllConversations(deps, { caller: await agentOf(request), query: request.query }),
  );
  app.get(
    '/v1/console/conversations/:conversationId/details',
    { config, schema: { tags, params: ThreadParams, response: { 200: ConversationDetails } } },
    async (request) => viewDetails(deps, { caller: await agentOf(request), ...request.params }),
  );
  app.post(
    '/v1/console/conversations/:conversationId/reveals',
    {
      config,
      schema: { tags, params: ThreadParams, body: RevealBody, response: { 200: RevealedField } },
    },
    async (request) => {
      const { params, body } = request;
      return revealField(deps, { caller: await agentOf(request), ...params, body });
    },
  );
  addNotes(app, deps);
  addSnooze(app, deps);
}

function addNotes(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(roles);
  app.get(
    '/v1/console/conversations/:conversationId/notes',
    { config, schema: { tags, params: ThreadParams, response: { 200: NoteList } } },
    async (request) => {
      const { conversationId } = request.params;
      await requireReadable(deps, { caller: await agentOf(request), conversationId });
      return { notes: await listNotes(deps, conversationId) };
    },
  );
  app.post(
    '/v1/console/conversations/:conversationId/notes',
    { config, schema: { tags, params: ThreadParams, body: AddNoteBody, response: { 200: NoteView } } },
    async (request) => {
      const { params, body } = request;
      return addNote(deps, { caller: await agentOf(request), ...params, body });
    },
  );
}

function addSnooze(app: App, deps: ConsoleOpsRoutesDeps): void {
  const agentOf = deps.requireStaff(roles);
  app.put(
    '/v1/console/conversations/:conversationId/snooze',
    { config, schema: { tags, params: ThreadParams, body: SnoozeBody, response: { 200: SnoozeView } } },
    async (request) => {
      const { params, body } = request;
      return snoozeConversation(deps, { caller: await agentOf(request), ...params, ...body });
    },
  );
  app.delete(
    '/v1/console/conversations/:conversationId/snooze',
    { config, schema: { tags, params: ThreadParams, response: { 200: SnoozeView } } },
    async (request) => wakeConversation(deps, { caller: await agentOf(request), ...request.params }),
  );
}
