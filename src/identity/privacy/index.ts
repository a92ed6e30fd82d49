export type { PersonalDataDeps } from './deps.ts';
export { exportProfile, idsOfLearner } from './export-profile.ts';
export { forgetLearner } from './forget-learner.ts';
export { openForLearner, sealForLearner } from './learner-key.ts';
export { isPersonalised, setPersonalisation } from './personalisation.ts';
