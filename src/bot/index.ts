export type { AttachmentDeps } from './attachment/deps.ts';
export { attachmentRoutes } from './attachment/routes.ts';
export type { BotFrameworkDeps } from './bot-framework/deps.ts';
export { createOutward, type Outward } from './bot-framework/outward.ts';
export { botFrameworkRoutes } from './bot-framework/routes.ts';
export { type CloudChannel, createCloudChannel } from './channel/cloud-channel.ts';
export {
  type ConsoleOpsDeps,
  type ConsoleOpsRoutesDeps,
  consoleErrors,
  consoleJobs,
  consoleOpsRoutes,
  createViewers,
  keepComplaints,
  sendCaseNotice,
  sendCouponNotice,
  type Viewers,
} from './console/index.ts';
export { chatPaceOf } from './conversation/chat-pace.ts';
export { OWNER_TOPIC } from './conversation/deliver.ts';
export { ERASED_TOPIC, eraseConversations, type LearnerErased } from './conversation/erase-conversations.ts';
export { maskSensitive } from './conversation/mask.ts';
export { maskWords, maskWordsHook } from './conversation/mask-words.ts';
export { moveConversations } from './conversation/move-conversations.ts';
export { createReadMarks } from './conversation/read-marks.ts';
export type {
  BotSocketsDeps,
  CheckoutForTurn,
  ClickDeps,
  ConversationDeps,
  DialogDeps,
  HandleTurnDeps,
  HandoffDeps,
  NoticeAddress,
  NoticeDeps,
  OpenCheckoutForTurn,
  PresenceDeps,
  RecommendedList,
  RecommendForTurn,
  ShownImpression,
  SocketCaller,
  TurnDeps,
} from './deps.ts';
export type { DirectLineDeps } from './direct-line/deps.ts';
export { directLineErrors } from './direct-line/errors.ts';
export { directLineRoutes } from './direct-line/routes.ts';
export { type DirectLineSockets, directLineSockets } from './direct-line/sockets.ts';
export { botErrors } from './errors.ts';
export { createFaqBook } from './faq/create-faq-book.ts';
export { readEncoder } from './faq/encoder/encoder-artifact.ts';
export { createEncoderReader, FAQ_ENCODER_FILE } from './faq/encoder/serve-encoder.ts';
export { TooFewQuestions, trainFaqEncoder } from './faq/encoder/train-faq-encoder.ts';
export { importFaq } from './faq/import-faq.ts';
export { FaqRefused, readFaq } from './faq/read-faq.ts';
export { currentEntries, feedbackByKey, unansweredQuestions } from './faq/store.ts';
export { type FindingRoutesDeps, findingRoutes } from './finding/routes.ts';
export type { ConsoleDeps, ConsoleRoutesDeps, ConsoleSocketsDeps } from './handoff/deps.ts';
export { serviceRoutes } from './handoff/hours/routes.ts';
export { type ServiceDeps, setService, viewServiceNow } from './handoff/hours/set-service.ts';
export { AGENTS_TOPIC } from './handoff/presence/beat.ts';
export { presenceRoutes } from './handoff/presence/routes.ts';
export { queueRoutes } from './handoff/queue/routes.ts';
export { QUEUE_JOB } from './handoff/queue/run-queue.ts';
export { requestHandoff } from './handoff/request-handoff.ts';
export { returnConversations } from './handoff/return-conversations.ts';
export { consoleRoutes } from './handoff/routes.ts';
export { settleHandoff } from './handoff/settle-handoff.ts';
export {
  type ConsoleSockets,
  consoleSockets,
  REVIEWS_TOPIC,
  STAFF_ENDED_TOPIC,
} from './handoff/sockets.ts';
export { botJobs } from './jobs.ts';
export { createLlm } from './llm/create-llm.ts';
export type { Llm, LlmDeps } from './llm/types.ts';
export { sendCheckoutCard } from './notice/send-checkout-card.ts';
export { sendInvoiceNotice } from './notice/send-invoice-notice.ts';
export { sendReceipt } from './notice/send-receipt.ts';
export { sendRefundHandover } from './notice/send-refund-handover.ts';
export { sendRefundNotice } from './notice/send-refund-notice.ts';
export { sendReviewNotice } from './notice/send-review-notice.ts';
export { exportConversations } from './privacy/export-conversations.ts';
export { forgetService } from './privacy/forget-service.ts';
export { type SocketAccess, socketAccess } from './socket-access.ts';
export { type BotSockets, botSockets } from './sockets.ts';
export { botStates } from './states.ts';
export { createTurns } from './turn/turns.ts';
export type { ReadMarkBook, Turns } from './types.ts';
export {
  EXAMPLES_FOLDER,
  INTENT_MODEL_FILE,
  loadIntentModel,
  servedModel,
} from './understanding/model/load-model.ts';
export type { ModelHead as IntentModelHead } from './understanding/model/model-artifact.ts';
export { readExampleFolder } from './understanding/model/read-folder.ts';
export { trainModel as trainIntentModel } from './understanding/model/train-model.ts';
export { understand } from './understanding/understand.ts';
