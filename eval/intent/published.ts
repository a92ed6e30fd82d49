import type { Figures } from '../../bench/support/bench.ts';

/**
 * What others report of the same sets. CLINC150: Larson et al., 2019, table 2, full set with a threshold. The linear
 * and the n-gram rows are common methods with the sets' usual split.
 */
export const PUBLISHED_INTENTS: Readonly<Record<string, Figures>> = {
  clinc150: {
    bert: { inScopeAccuracy: 0.962, oosRecall: 0.523 },
    rasa: { inScopeAccuracy: 0.909, oosRecall: 0.312 },
    dialogFlow: { inScopeAccuracy: 0.908, oosRecall: 0.267 },
    supportVectors: { inScopeAccuracy: 0.882, oosRecall: 0.18 },
    nlpJs: { inScopeAccuracy: 0.814, oosRecall: 0.313 },
    ngramSoftmax: { inScopeAccuracy: 0.895, oosRecall: 0.82, auroc: 0.959, trainCpuSeconds: 59 },
  },
  banking77: { linearSvc: { accuracy: 0.914 }, ngramSoftmax: { accuracy: 0.912 } },
  smp2019: { logisticSgd: { accuracy: 0.909 }, linearSvc: { accuracy: 0.907 }, nlpJs: { accuracy: 0.841 } },
};
