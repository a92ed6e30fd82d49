import { useState } from 'preact/hooks';
import { useSay } from '../../ui/language.ts';
import { type Command, commandsOf } from '../commands.ts';
import { useDesk } from '../context.ts';
import { Glyph } from '../glyph.tsx';
import { consoleText } from '../text.ts';
import { Dialog } from './dialog.tsx';

/** Everything that can be done now, by name. */
export function Palette() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const wanted = text.trim().toLowerCase();
  const found = commandsOf(state).filter(
    (command) => command.may(state) && say(command.label).toLowerCase().includes(wanted),
  );
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    // First away with this one: the command may ask something itself.
    desk.store.set({ dialog: null });
    command.run(desk);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setAt((at + step + found.length) % found.length);
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog heading={say('palette')}>
      <input
        class="palette-field"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette"
        aria-label={say('paletteHint')}
        aria-activedescendant={found[at] === undefined ? undefined : `palette-${found[at].label}`}
        placeholder={say('paletteHint')}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 ? <p class="faint">{say('noCommand')}</p> : null}
      <div class="menu" id="palette" role="listbox" aria-label={say('palette')}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen one
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
          <div
            key={command.label}
            id={`palette-${command.label}`}
            class="menu-item"
            role="option"
            aria-selected={index === at}
            onClick={() => run(command)}
          >
            <span>
              <Glyph name={command.glyph} /> {say(command.label)}
            </span>
            <kbd>{command.key.toUpperCase()}</kbd>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
