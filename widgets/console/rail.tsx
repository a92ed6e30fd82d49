import { useEffect, useRef, useState } from 'preact/hooks';
import { staffText } from '../staff/text.ts';
import { languageTag, useLanguage, useSay } from '../ui/language.ts';
import { goTo } from './actions.ts';
import { keyOfView } from './commands.ts';
import { useDesk } from './context.ts';
import { Glyph } from './glyph.tsx';
import { setPresence } from './handoff-actions.ts';
import { countOf } from './state.ts';
import { consoleText } from './text.ts';
import { viewsOf } from './views.ts';

/** Left of everything: whether this agent takes conversations, what there is to look at, and their own settings. */
export function Rail() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  return (
    <header class="rail">
      <p class="house">
        <span class="mark" aria-hidden="true">
          <Glyph name="spark" />
        </span>
        <span class="view-name">Tilltalk</span>
      </p>
      <Presence />
      <nav aria-label={say('views')}>
        <ul>
          {viewsOf(state.staff).map(({ name, glyph }, at) => {
            const count = countOf(state, name);
            return (
              <li key={name}>
                <button
                  type="button"
                  class="view"
                  data-view={name}
                  aria-current={state.view === name ? 'page' : undefined}
                  title={`${say(name)} (${keyOfView(at)})`}
                  onClick={() => goTo(desk, name)}
                >
                  <Glyph name={glyph} />
                  <span class="view-name">{say(name)}</span>
                  {count ? <span class="count">{count}</span> : null}
                </button>
              </li>
            );
          })}
        </ul>
      </nav>
      <Settings />
    </header>
  );
}

/** One press: takes offers, or takes none. */
function Presence() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const { me } = state;
  const status = me?.status ?? 'offline';
  const isHere = status === 'available';
  const standing = say(status === 'offline' ? 'offlineAgent' : status);
  const load = me === null ? '' : say('load', { load: me.load, capacity: me.capacity });
  const action = say(isHere ? 'goAway' : 'goAvailable');
  return (
    <button
      type="button"
      class="presence"
      data-status={status}
      aria-pressed={isHere}
      aria-label={`${standing} ${load} · ${action}`}
      title={`${action} (W)`}
      onClick={() => void setPresence(desk, isHere ? 'away' : 'available')}
    >
      <span class="dot" aria-hidden="true" />
      <span class="view-name">{standing}</span>
      <span class="presence-load number">{load}</span>
    </button>
  );
}

/** The account with what it remembers; closed by Escape and by a press elsewhere. */
function Settings() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const sayStaff = useSay(staffText);
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { staff } = state;
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    };
    addEventListener('pointerdown', closeOutside);
    // Before the page's own keys: this Escape is the box's.
    addEventListener('keydown', closeByKey, true);
    return () => {
      removeEventListener('pointerdown', closeOutside);
      removeEventListener('keydown', closeByKey, true);
    };
  }, [isOpen]);
  if (!staff) return null;
  return (
    <div class="settings" ref={box}>
      <button
        type="button"
        class="view"
        ref={button}
        aria-expanded={isOpen}
        aria-label={`${staff.displayName} ${sayStaff(staff.role)} · ${say('account')}`}
        title={say('account')}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="avatar" aria-hidden="true" data-letter={[...staff.displayName][0]} />
        <span class="view-name">{staff.displayName}</span>
        <span class="faint">{sayStaff(staff.role)}</span>
      </button>
      {isOpen ? <SettingsBox onDone={() => setOpen(false)} /> : null}
      <button
        type="button"
        class="view only-wide"
        title={`${say('keys')} (?)`}
        onClick={() => desk.store.set({ dialog: { name: 'help' } })}
      >
        <Glyph name="help" />
        <span class="view-name">{say('keys')}</span>
      </button>
    </div>
  );
}

function SettingsBox({ onDone }: { onDone: () => void }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const sayStaff = useSay(staffText);
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  const { sound } = state.preferences;
  const hear = () => {
    desk.prefer({ sound: !sound });
    // Heard at once: who switches it on knows what it will be, and the browser lets it sound from now on.
    if (!sound) desk.deps.chime();
  };
  return (
    <div class="settings-box">
      <label class="switch">
        <input type="checkbox" checked={sound} onChange={hear} />
        {say('sound')}
      </label>
      <KeysSwitch />
      <button
        type="button"
        class="quiet"
        lang={languageTag(other)}
        onClick={() => desk.chooseLanguage(other)}
      >
        {sayStaff('switchLanguage')}
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          onDone();
          desk.store.set({ dialog: { name: 'help' } });
        }}
      >
        {say('keys')}
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          onDone();
          goTo(desk, 'settings');
        }}
      >
        {say('settings')}
      </button>
      <button type="button" class="quiet" onClick={() => void desk.signOut()}>
        {sayStaff('signOut')}
      </button>
    </div>
  );
}

/** Who presses keys by voice or by other tools can switch the single ones off. */
export function KeysSwitch() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const { keys } = state.preferences;
  return (
    <label class="switch">
      <input type="checkbox" checked={keys} onChange={() => desk.prefer({ keys: !keys })} />
      {say('singleKeys')}
    </label>
  );
}
