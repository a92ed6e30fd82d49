import { useSay } from '../../ui/language.ts';
import { commandsOf } from '../commands.ts';
import { useDesk } from '../context.ts';
import { KeysSwitch } from '../rail.tsx';
import { consoleText } from '../text.ts';
import { Dialog } from './dialog.tsx';

const groups = ['groupGo', 'groupThread', 'groupMoney', 'groupDesk'] as const;

/** All keys at a glance. */
export function Help() {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const commands = commandsOf(state);
  return (
    <Dialog heading={say('keys')} more={say('keysMore')} isWide>
      <div class="keys">
        {groups.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{say(group)}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map(({ label, key }) => (
                  <Key key={label} name={say(label)} keys={key === '' ? [] : [key.toUpperCase()]} />
                ))}
              {group === 'groupDesk' ? (
                <>
                  <Key name={say('palette')} keys={['Ctrl', 'K']} />
                  <Key name={say('leaveThread')} keys={['Esc']} />
                </>
              ) : null}
            </dl>
          </section>
        ))}
      </div>
      <KeysSwitch />
    </Dialog>
  );
}

function Key({ name, keys }: { name: string; keys: readonly string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </div>
  );
}
