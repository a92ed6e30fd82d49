import type { ComponentChildren } from 'preact';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { type ConsoleKey, consoleText } from '../text.ts';

interface PartProps {
  readonly name: ConsoleKey;
  readonly children: ComponentChildren;
  readonly count?: number;
}

/** A part of the sidebar under its heading. What an agent folds stays folded in this browser. */
export function Part({ name, children, count = 0 }: PartProps) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const { folded } = state.preferences;
  const isFolded = folded.includes(name);
  return (
    <details
      class="part"
      data-part={name}
      open={!isFolded}
      onToggle={({ currentTarget: { open } }) => {
        if (open === !isFolded) return;
        desk.prefer({ folded: open ? folded.filter((one) => one !== name) : [...folded, name] });
      }}
    >
      <summary>
        <h3>{say(name)}</h3>
        {count > 1 ? <span class="count">{count}</span> : null}
      </summary>
      {children}
    </details>
  );
}
