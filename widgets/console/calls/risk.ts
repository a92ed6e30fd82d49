import type {
  ExpressionFault,
  ListBody,
  ModelsView,
  PlanModelBody,
  PromoteBody,
  ReviewCaseView,
  RuleBody,
  RuleBookView,
} from '../../../src/risk/wire.ts';
import type { Answer } from '../../staff/staff-call.ts';
import { type Change, read, root } from './change.ts';

const path = (action: string) => `${root}/risk/${action}`;

/** Rules and lists of risk, for those who answer for others. */
export function riskCalls(change: Change) {
  const post = <T>(action: string, body: unknown): Promise<Answer<T>> =>
    change({ method: 'POST', path: path(action), body });
  return {
    readReview: (reviewId: string): Promise<Answer<ReviewCaseView>> =>
      read(`${root}/reviews/${encodeURIComponent(reviewId)}`),
    ruleBook: (): Promise<Answer<RuleBookView>> => read(path('rules')),
    checkExpression: (expression: string): Promise<Answer<ExpressionFault>> =>
      post('expressions', { expression }),
    saveRule: (rule: RuleBody): Promise<Answer<unknown>> => post('rules', rule),
    promoteRule: (name: string, body: PromoteBody): Promise<Answer<unknown>> =>
      post(`rules/${encodeURIComponent(name)}/promotions`, body),
    decideRuleChange: (changeId: string, decision: 'approved' | 'declined'): Promise<Answer<unknown>> =>
      post(`changes/${encodeURIComponent(changeId)}/decisions`, { decision }),
    models: (): Promise<Answer<ModelsView>> => read(path('models')),
    planModel: (version: string, body: PlanModelBody): Promise<Answer<unknown>> =>
      post(`models/${encodeURIComponent(version)}/plans`, body),
    decidePlan: (planId: string, decision: 'approved' | 'declined'): Promise<Answer<unknown>> =>
      post(`plans/${encodeURIComponent(planId)}/decisions`, { decision }),
    endPlan: (planId: string): Promise<Answer<unknown>> =>
      post(`plans/${encodeURIComponent(planId)}/ends`, {}),
    addToList: (body: ListBody): Promise<Answer<unknown>> => post('lists', body),
    removeFromList: (entryId: string): Promise<Answer<unknown>> =>
      change({ method: 'DELETE', path: path(`lists/${encodeURIComponent(entryId)}`) }),
  };
}
