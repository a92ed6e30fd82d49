import type { Queries } from '../../kernel/db/database.ts';
import type { RuleDefinition } from './rule.ts';
import { standardDefinitions } from './standard-rules.ts';
import { definitionOf, findRules, hasRules } from './store.ts';

/** The rules in force as people wrote them: the standard ones until somebody changes one. */
export async function liveDefinitions(queries: Queries): Promise<readonly RuleDefinition[]> {
  if (!(await hasRules(queries))) return standardDefinitions;
  return (await findRules(queries, ['live'])).map(definitionOf);
}
