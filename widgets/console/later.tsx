import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Loading } from '../staff/loading.tsx';
import { useSay } from '../ui/language.ts';
import { useDesk } from './context.ts';
import type { Desk } from './desk.ts';
import { consoleText } from './text.ts';

/**
 * A part of the page whose code is loaded when it is first shown. That it did not come is said, with a way to try
 * again; or by `onFailed`, where there is no place to say it.
 */
export function later(load: () => Promise<ComponentType>, onFailed?: (desk: Desk) => void): ComponentType {
  let Loaded: ComponentType | null = null;
  return function Later() {
    const { desk } = useDesk();
    const say = useSay(consoleText);
    const [standing, setStanding] = useState<'loading' | 'there' | 'failed'>('loading');
    useEffect(() => {
      if (standing !== 'loading') return;
      load().then(
        (component) => {
          Loaded = component;
          setStanding('there');
        },
        () => (onFailed === undefined ? setStanding('failed') : onFailed(desk)),
      );
    }, [standing]);
    if (Loaded !== null) return <Loaded />;
    if (onFailed !== undefined) return null;
    if (standing === 'loading') return <Loading />;
    return (
      <p class="notice" role="alert">
        <span>{say('notLoaded')}</span>
        <button type="button" class="small" onClick={() => setStanding('loading')}>
          {say('retry')}
        </button>
      </p>
    );
  };
}
