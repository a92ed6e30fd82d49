import { useEffect, useRef, useState } from 'preact/hooks';
import type { FunnelView } from '../../src/metrics/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import type { Drawing } from './draw-plot.ts';
import { plotHeight } from './plot-height.ts';
import { formatCount, steps } from './rows.ts';
import { dashboardText } from './text.ts';

/** The answer as a picture. The plotting library comes when it is needed; without it the table still tells everything. */
export function Plot({ view }: { view: FunnelView }) {
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
  useEffect(() => drawing.current?.show(view, language), [view, language, state]);

  const what = { none: 'plotOverall', day: 'plotDay' } as const;
  const title = say(
    view.breakdown === 'none' || view.breakdown === 'day' ? what[view.breakdown] : 'plotShare',
  );
  const figures = steps.map((step) => `${say(step)} ${formatCount(view.total[step], language)}`).join('; ');
  return (
    <section class="card plot" aria-labelledby="plot">
      <div class="card-head">
        <h2 id="plot">{title}</h2>
      </div>
      {state === 'failed' ? (
        <p class="faint">{say('plotFailed')}</p>
      ) : (
        <div
          ref={box}
          class="plot-box"
          role="img"
          aria-label={say('plotLabel', { what: title, figures })}
          data-drawn={state === 'drawn' ? view.breakdown : ''}
          style={{ blockSize: `${plotHeight(view)}px` }}
        />
      )}
    </section>
  );
}
