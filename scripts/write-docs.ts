import { readFileSync, writeFileSync } from 'node:fs';
import { describeStates } from '../src/app/all-states.ts';
import { describeVariables } from '../src/app/describe-variables.ts';
import { describeAccounts } from '../test/support/describe-accounts.ts';
import { describeApi } from '../test/support/describe-api.ts';
import { describeErrors } from '../test/support/describe-errors.ts';
import { describeExample } from '../test/support/describe-example.ts';
import { readRoles } from '../test/support/read-roles.ts';
import { alertRules, alertTests, runbooks } from './monitoring/alert-files.ts';
import { dashboardFiles } from './monitoring/dashboards.ts';

/** Writes the tables that docs repeat from the code; a test fails when they differ. */
replaceTable('docs/ERRORS.md', describeErrors());
replaceTable('README.md', describeVariables());
replaceTable('docs/STATES.md', describeStates());
replaceTable('docs/LEDGER.md', describeAccounts());
replaceTable('docs/CLIENT.md', describeExample());
replaceTable('docs/ROLES.md', await readRoles());
replaceTable('docs/RUNBOOKS.md', runbooks());
writeFileSync('widgets/ui/api-types.ts', await describeApi());
writeFileSync('deploy/prometheus/alerts.yml', alertRules());
writeFileSync('deploy/prometheus/alerts.test.yml', alertTests());
for (const [file, text] of dashboardFiles()) writeFileSync(`deploy/grafana/${file}`, text);

/** The table stands between two markers, so that the words around it stay. */
function replaceTable(file: string, table: string): void {
  const text = readFileSync(file, 'utf8');
  const marked = /<!-- table -->[\s\S]*?<!-- \/table -->/;
  if (!marked.test(text)) throw new Error(`${file} has no place for its table`);
  writeFileSync(
    file,
    text.replace(marked, () => `<!-- table -->\n${table}\n<!-- /table -->`),
  );
}
