import type { ComponentChildren } from 'preact';
import { useSay } from '../ui/language.ts';
import { type ConsoleKey, consoleText } from './text.ts';

interface PartProps {
  readonly name: ConsoleKey;
  readonly children: ComponentChildren;
}

/** A part of the sidebar under its heading. */
export function Part({ name, children }: PartProps) {
  const say = useSay(consoleText);
  return (
    <section class="part" aria-labelledby={`part-${name}`}>
      <h2 id={`part-${name}`}>{say(name)}</h2>
      {children}
    </section>
  );
}
