import type { Language } from '../../identity/wire.ts';
import type { Preview } from '../../recommend/index.ts';
import type { DialogDeps, RecommendForTurn } from '../deps.ts';
import { answerMessage } from '../dialog/answer-message.ts';
import type { AnswerDeps } from '../dialog/types.ts';
import { understand } from '../understanding/understand.ts';
import type { AnswerPreview } from './wire.ts';

export interface PreviewDeps {
  /** What the dialogs ask of the domains below, for a learner who is nobody. */
  readonly dialog: DialogDeps;
  readonly livemode: boolean;
  /** Chooses products as for a learner and commits nothing. */
  previewProducts(command: RecommendForTurn): Promise<Preview>;
}

/** Nobody's id: no learner has it, so nothing is owned, bought or known. */
const NOBODY = 'lrn_preview';
const NO_ID = 'preview';

/**
 * Answers a message as the bot would answer a guest who begins with it, by the same dialogs, and says how it came to
 * the answer. Nothing is written: no turn, no impression, no question that was not answered.
 */
export async function previewAnswer(
  deps: PreviewDeps,
  { text, language }: { readonly text: string; readonly language: Language },
): Promise<AnswerPreview> {
  const seen: { preview: Preview | null; faqKey: string | null } = { preview: null, faqKey: null };
  const understood = understand(text, language);
  const answer = await answerMessage(watched(deps, seen), {
    message: {
      ...{ activityId: NO_ID, conversationId: NO_ID, learnerId: NOBODY, text, language },
      ...{ surface: 'web', filesCount: 0 },
    },
    state: { misses: 0 },
    replyActivityId: NO_ID,
  });
  return {
    language: answer.language,
    intent: answer.intent,
    ...{ want: understood.want, confidence: understood.confidence },
    alternatives: [...understood.alternatives],
    slots: { ...understood.slots },
    replies: answer.drafts.map((draft) => draft.text),
    faqKey: answer.state.answered === undefined ? null : seen.faqKey,
    finding: seen.preview?.finding ?? null,
  };
}

function watched(
  { dialog, livemode, previewProducts }: PreviewDeps,
  seen: { preview: Preview | null; faqKey: string | null },
): AnswerDeps {
  const { faq, llm: _, ...rest } = dialog;
  return {
    ...rest,
    livemode,
    // A conversation that begins has shown nothing, and whether somebody is here now does not change what is said.
    readShown: async () => null,
    isPersonAvailable: async () => true,
    ...(faq === undefined
      ? {}
      : {
          faq: {
            find: async (ask) => {
              const found = await faq.find(ask);
              seen.faqKey = found?.entry.key ?? null;
              return found;
            },
            noteMiss: async () => {},
            noteFeedback: async () => {},
          },
        }),
    // Nobody buys in a preview.
    openCheckout: async () => ({ outcome: 'guest' }),
    recommendProducts: async (command) => {
      seen.preview = await previewProducts(command);
      return seen.preview.list;
    },
  };
}
