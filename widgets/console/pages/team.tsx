import { useState } from 'preact/hooks';
import type { AgentView, QueueView } from '../../../src/bot/handoff/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant } from '../../ui/money.ts';
import { AskProfile } from '../ask/profile.tsx';
import { useDesk } from '../context.ts';
import { consoleText } from '../text.ts';
import { spanOf, useDuration } from '../use-duration.ts';

/** How the line stands and who carries what. */
export function Team() {
  const { agents, line } = useDesk().state;
  const say = useSay(consoleText);
  const [about, setAbout] = useState<AgentView | null>(null);
  return (
    <section class="sheet" aria-labelledby="list-heading">
      <h1 id="list-heading" tabIndex={-1}>
        {say('team')}
      </h1>
      {line === null ? <Loading /> : <Line line={line} />}
      <h2>{say('agents')}</h2>
      {agents?.length === 0 ? <p class="faint">{say('noAgents')}</p> : null}
      <div class="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('agents')}</th>
              <th scope="col">{say('status')}</th>
              <th scope="col">{say('inHand')}</th>
              <th scope="col">{say('csatMean')}</th>
              <th scope="col">{say('skills')}</th>
              <th scope="col">{say('languages')}</th>
              <th scope="col">
                <span class="unseen">{say('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {agents?.map((agent) => (
              <Agent key={agent.staffId} agent={agent} onSetUp={() => setAbout(agent)} />
            ))}
          </tbody>
        </table>
      </div>
      {about === null ? null : <AskProfile agent={about} onClose={() => setAbout(null)} />}
    </section>
  );
}

function Line({ line }: { line: QueueView }) {
  const say = useSay(consoleText);
  const language = useLanguage();
  const time = (ms: number | null) => (ms === null ? say('unknown') : spanOf(ms, say));
  const { csat } = line;
  const facts = [
    ['waitingNow', String(line.waiting)],
    ['longestWait', time(line.longestWaitMs)],
    ['expectedWait', time(line.expectedWaitMs)],
    ['agentsAvailable', String(line.agentsAvailable)],
    ['freeSlots', String(line.freeSlots)],
    ['promisesBroken', String(line.breached)],
    ['csatMean', csat.meanScore === null ? say('unknown') : csat.meanScore.toFixed(1)],
  ] as const;
  return (
    <>
      {line.isOpen ? null : (
        <p class="notice warn">
          {say('officeClosed')}
          {line.opensAtMs === null
            ? null
            : ` · ${say('opensAt', { time: formatInstant(line.opensAtMs, language, 'full') })}`}
        </p>
      )}
      <dl class="figures">
        {facts.map(([name, value]) => (
          <div key={name} data-figure={name}>
            <dt>{say(name)}</dt>
            <dd class="number">{value}</dd>
            {name === 'csatMean' ? <dd class="meta">{say('csatOf', { answered: csat.answered })}</dd> : null}
          </div>
        ))}
      </dl>
    </>
  );
}

interface AgentProps {
  readonly agent: AgentView;
  readonly onSetUp: () => void;
}

function Agent({ agent, onSetUp }: AgentProps) {
  const say = useSay(consoleText);
  const duration = useDuration();
  const { staffId, displayName, status, statusSinceMs, load, capacity, skills, languages, csat } = agent;
  return (
    <tr data-agent={staffId}>
      <th scope="row">{displayName}</th>
      <td>
        <span class="dot" data-status={status} aria-hidden="true" />{' '}
        {say(status === 'offline' ? 'offlineAgent' : status)}{' '}
        <span class="faint">{duration(statusSinceMs)}</span>
      </td>
      <td class="number">
        <meter min={0} max={Math.max(1, capacity)} value={load} aria-hidden="true" /> {load}/{capacity}
      </td>
      <td class="number">
        {csat.meanScore === null ? (
          '–'
        ) : (
          <>
            {csat.meanScore.toFixed(1)}{' '}
            <span class="faint">{say('csatOf', { answered: csat.answered })}</span>
          </>
        )}
      </td>
      <td>{skills.join(', ') || '–'}</td>
      <td>{languages.map((one) => say(one)).join(', ')}</td>
      <td>
        <button
          type="button"
          class="quiet small"
          aria-label={say('editProfile', { name: displayName })}
          onClick={onSetUp}
        >
          {say('setUp')}
        </button>
      </td>
    </tr>
  );
}
