import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A component whose code is loaded when it is first drawn; until then, and should the loading fail, nothing is shown.
 * It is tried again when it is drawn anew. `onShown` is called when it is there after it was waited for.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props & { onShown?: () => void }> {
  let Loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props & { onShown?: () => void }) {
    const [, redraw] = useState(false);
    const wasThere = Loaded !== null;
    useEffect(() => {
      if (wasThere) return;
      const show = (component: ComponentType<Props>) => {
        Loaded = component;
        redraw(true);
        setTimeout(() => props.onShown?.());
      };
      load().then(show, () => {});
    }, []);
    return Loaded ? <Loaded {...props} /> : null;
  };
}
