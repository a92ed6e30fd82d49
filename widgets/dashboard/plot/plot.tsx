import { useEffect, useRef, useState } from 'preact/hooks';
import { useLanguage, useSay } from '../../ui/language.ts';
import { dashboardText } from '../text/shared.ts';
import type { Drawing } from './draw-plot.ts';
import type { PlotSpec } from './look.ts';

/** Figures as a picture. The plotting library comes when it is needed; without it the table still tells everything. */
export function Plot({ spec }: { spec: PlotSpec }) {
  const say = useSay(dashboardText);
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const [state, setState] = useState<'loading' | 'drawn' | 'failed'>('loading');

  useEffect(() => {
    let isGone = false;
    import('./draw-plot.ts').then(
      ({ openDrawing }) => {
        if (isGone || !box.current) return;
        drawing.current = openDrawing(box.current);
        setState('drawn');
      },
      () => setState('failed'),
    );
    return () => {
      isGone = true;
      drawing.current?.close();
      drawing.current = null;
    };
  }, []);
  useEffect(() => drawing.current?.show(spec, language), [spec, language, state]);

  if (state === 'failed') return <p class="faint">{say('plotFailed')}</p>;
  return (
    <div
      ref={box}
      class="plot-box"
      role="img"
      aria-label={spec.label}
      data-drawn={state === 'drawn' ? spec.key : ''}
      style={{ blockSize: `${spec.height}px` }}
    />
  );
}
