import { useSay } from '../ui/language.ts';
import { staffText } from './text.ts';

/** Stands where something is on its way. */
export function Loading() {
  const say = useSay(staffText);
  return (
    <div class="loading">
      <span class="spinner large" aria-hidden="true" />
      <span>{say('loading')}</span>
    </div>
  );
}
