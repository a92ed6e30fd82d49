export type { RecommendDeps } from './deps.ts';
export { type Refused, startExperiment, stopExperiment } from './experiment/change-experiment.ts';
export { Policy, type Variant } from './experiment/experiment.ts';
export { findHarm, type Harm } from './experiment/guard-experiment.ts';
export { planSample } from './experiment/plan-sample.ts';
export { reportExperiment, type VariantReport } from './experiment/report-experiment.ts';
export { createRunningExperiment } from './experiment/running-experiment.ts';
export { listExperiments } from './experiment/store.ts';
export { type Preview, previewProducts } from './finding/explain-finding.ts';
export { ownQuestions } from './finding/own-questions.ts';
export type { OwnQuestion } from './finding/wire.ts';
export { forgetInterests } from './forget-interests.ts';
export { recommendJobs } from './jobs.ts';
export type { RecommendProducts } from './prepare-list.ts';
export { createTaste, type Taste } from './rank/taste.ts';
export { type ReadRequest, readRequest } from './read-request.ts';
export { recommendProducts } from './recommend-products.ts';
export { recommendRoutes } from './routes.ts';
export { writeHeardSubjects } from './search/heard-subjects.ts';
export { namesTopic } from './search/names-topic.ts';
export { subjectSpellings } from './search/subject-spellings.ts';
export { createSegmenter, pairsOf, runsOf, type Segmenter, sharedSegmenter } from './search/tokens.ts';
export { readTopics } from './search/topics.ts';
export { createShelf, type Shelf, type ShelfDeps } from './shelf.ts';
export { readSlots } from './slots.ts';
export { findImpression, type ShownImpression } from './store.ts';
export { tellWithheld } from './tell-withheld.ts';
export { fitRanking, type JudgedList } from './text/fit-ranking.ts';
export { hashText } from './text/hash-text.ts';
export {
  type LinearClassifier,
  scoreClasses,
  type TrainingLine,
  trainLinear,
} from './text/linear-classifier.ts';
export type { QuestionEncoder } from './text/question-encoder.ts';
export { buildQuestionIndex, type QuestionIndex, type Weighing } from './text/question-index.ts';
export type { Ranking } from './text/question-likeness.ts';
export type { QuestionPair } from './text/question-pairs.ts';
export { isWord, type QuestionTerms, questionTerms } from './text/question-terms.ts';
export { seededRandom } from './text/random.ts';
export { readText } from './text/read-text.ts';
export { simplifyText } from './text/simplify.ts';
export { isSpelledOut, spellingsOf } from './text/syllables.ts';
export { trainEncoder } from './text/train-encoder.ts';
export { type Views, viewsOf } from './text/views.ts';
export {
  learnVocabulary,
  type NgramVocabulary,
  type SparseVector,
  type ViewShares,
  vectorOf,
} from './text/vocabulary.ts';
export type { RecommendationView, RecommendedProduct, Slots } from './wire.ts';
