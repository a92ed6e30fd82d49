import type { ComponentChildren } from 'preact';
import type { Language, StaffView } from '../../src/identity/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { languageTag, useLanguage, useSay } from '../ui/language.ts';
import { staffText } from './text.ts';

interface TopProps {
  readonly title: string;
  /** Nobody is signed in when there is none. */
  readonly staff: StaffView | null;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  /** Who is here, where they can do something about it; left out where there are settings for that. */
  readonly account?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** The bar over a page: which page, its language, who is here, and the way out. */
export function Top({ title, staff, onLanguage, onSignOut, account, children }: TopProps) {
  const say = useSay(staffText);
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <header class="top">
      <span class="brand">
        <span class="mark" aria-hidden="true">
          <Icon name="spark" />
        </span>
        {say('brand')} <span class="brand-more">{title}</span>
      </span>
      {children}
      <button
        type="button"
        class="quiet"
        lang={languageTag(other)}
        aria-label={say('switchLanguageLabel')}
        onClick={() => onLanguage(other)}
      >
        {say('switchLanguage')}
      </button>
      {staff && (
        <>
          {account ?? <Who staff={staff} />}
          <button type="button" class="quiet" onClick={onSignOut}>
            {say('signOut')}
          </button>
        </>
      )}
    </header>
  );
}

/** Who is signed in. */
export function Who({ staff }: { staff: StaffView }) {
  const say = useSay(staffText);
  return (
    <span class="who">
      {staff.displayName} <span class="faint">{say(staff.role)}</span>
    </span>
  );
}
