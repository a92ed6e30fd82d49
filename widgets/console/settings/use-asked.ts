import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Answer, Refusal } from '../../staff/staff-call.ts';
import { useDesk } from '../context.ts';

/** What a section shows, read when it is first drawn and again when asked; null until it came. */
export function useRead<T>(ask: () => Promise<Answer<T>>): readonly [T | null, () => Promise<void>] {
  const { desk } = useDesk();
  const [value, setValue] = useState<T | null>(null);
  const again = useCallback(async () => {
    const answer = await ask();
    if (answer.ok) setValue(answer.value);
    else desk.refuse(answer);
  }, [desk]);
  useEffect(() => void again(), [again]);
  return [value, again];
}

export interface Press {
  readonly isBusy: boolean;
  /** Why the last press came to nothing. */
  readonly refusal: Refusal | null;
  /** Asks once at a time; null when it was refused, which then stands in `refusal`. */
  press<T>(ask: () => Promise<Answer<T>>): Promise<{ readonly value: T } | null>;
}

/** One button that asks the server, with what it was refused for. */
export function usePress(): Press {
  const { desk } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    isBusy,
    refusal,
    press: async (ask) => {
      if (isBusy) return null;
      setBusy(true);
      setRefusal(null);
      const answer = await ask();
      setBusy(false);
      if (answer.ok) return { value: answer.value };
      if (answer.status === 401) desk.refuse(answer);
      else setRefusal(answer);
      return null;
    },
  };
}
