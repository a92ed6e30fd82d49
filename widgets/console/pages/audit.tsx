import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AuditLine } from '../../../src/bot/console/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { useDesk } from '../context.ts';
import { consoleText } from '../text.ts';

/** Who did what, newest first, as the audit chain has it. */
export function Audit() {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const [lines, setLines] = useState<readonly AuditLine[] | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const read = useCallback(
    async (from: number | null) => {
      const answer = await desk.calls.audit(from);
      if (!answer.ok) return desk.refuse(answer);
      setLines((known) => [...(from === null ? [] : (known ?? [])), ...answer.value.entries]);
      setCursor(answer.value.nextCursor);
    },
    [desk],
  );
  useEffect(() => void read(null), [read]);
  return (
    <section class="sheet" aria-labelledby="list-heading">
      <h1 id="list-heading" tabIndex={-1}>
        {say('audit')}
      </h1>
      {lines === null ? <Loading /> : null}
      {lines?.length === 0 ? <p class="faint">{say('auditEmpty')}</p> : null}
      {lines?.length ? (
        <div class="table-box">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('auditWhen')}</th>
                <th scope="col">{say('auditWho')}</th>
                <th scope="col">{say('auditWhat')}</th>
                <th scope="col">{say('auditAbout')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Entry key={line.sequence} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {cursor === null ? null : (
        <button type="button" onClick={() => void read(cursor)}>
          {say('showMore')}
        </button>
      )}
    </section>
  );
}

function Entry({ line }: { line: AuditLine }) {
  const language = useLanguage();
  const details = Object.entries(line.detail).map(([name, value]) => `${name}: ${String(value)}`);
  return (
    <tr>
      <td class="number">{formatInstant(line.occurredAtMs, language, 'full')}</td>
      <th scope="row">{line.actorName ?? line.actor}</th>
      <td class="number">
        <code>{line.action}</code>
      </td>
      <td>
        <span class="meta">{line.subjectId}</span>
        <span class="faint block">{details.join(' · ')}</span>
      </td>
    </tr>
  );
}
