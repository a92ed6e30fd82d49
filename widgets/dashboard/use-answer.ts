import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Refusal } from '../staff/staff-call.ts';
import type { Dashboard } from './dashboard.ts';

export interface Asked<T> {
  /** The last answer; stays while the next one is on its way. */
  readonly value: T | null;
  readonly refusal: Refusal | null;
  readonly isBusy: boolean;
}

/** Asks anew whenever `key` says that the question is another; null asks nothing. Who is no longer signed in is led to it. */
export function useAnswer<T>(
  dashboard: Dashboard,
  key: string | null,
  load: () => Promise<Answer<T>>,
): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ value: null, refusal: null, isBusy: key !== null });
  const latest = useRef(key);
  useEffect(() => {
    latest.current = key;
    if (key === null) return setAsked({ value: null, refusal: null, isBusy: false });
    setAsked((before) => ({ ...before, isBusy: true }));
    void load().then((answer) => {
      // Whoever asks twice wants the answer to the second question, whichever comes first.
      if (latest.current !== key) return;
      if (answer.ok) setAsked({ value: answer.value, refusal: null, isBusy: false });
      else if (answer.status === 401) dashboard.lose();
      else setAsked({ value: null, refusal: answer, isBusy: false });
    });
    return () => {
      latest.current = null;
    };
  }, [key]);
  return asked;
}
