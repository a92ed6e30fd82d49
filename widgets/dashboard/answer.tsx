import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Loading } from '../staff/loading.tsx';
import { staffText } from '../staff/text.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import type { Dashboard, Period } from './dashboard.ts';
import { dashboardText } from './text/shared.ts';
import type { Asked } from './use-answer.ts';

interface AnswerBoxProps {
  readonly dashboard: Dashboard;
  /** What the whole page waits for. */
  readonly asked: Asked<Period & { readonly behind?: number }>;
  readonly children: ComponentChildren;
}

/** What an answer is like before it is there, when there is none, and while the next one is on its way. */
export function AnswerBox({ dashboard, asked, children }: AnswerBoxProps) {
  const say = useSay(dashboardText);
  const sayStaff = useSay(staffText);
  const language = useLanguage();
  const { value, refusal, isBusy } = asked;
  useEffect(() => {
    if (value !== null) dashboard.tellPeriod(value);
  }, [value]);
  return (
    <>
      <p class="unseen" role="status">
        {isBusy ? sayStaff('loading') : value && say('updated')}
      </p>
      {refusal && (
        <div class="notice" role="alert">
          <Icon name="alert" /> <span>{refusal.message[language]}</span>
          <button type="button" class="link" onClick={dashboard.refresh}>
            {say('retry')}
          </button>
        </div>
      )}
      {value === null && isBusy && <Loading />}
      {value && (
        <div class="answer" data-busy={isBusy} aria-busy={isBusy}>
          {(value.behind ?? 0) > 0 && <p class="faint">{say('behind', { count: value.behind ?? 0 })}</p>}
          {children}
        </div>
      )}
    </>
  );
}

/** Says that there is nothing, and what to do. */
export function Empty({ title, more }: { title: string; more: string }) {
  return (
    <section class="card empty">
      <span class="mark large" aria-hidden="true">
        <Icon name="spark" />
      </span>
      <h2>{title}</h2>
      <p class="faint">{more}</p>
    </section>
  );
}
