import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Language } from '../../src/identity/wire.ts';
import type { FunnelView } from '../../src/metrics/wire.ts';
import { plotOptions } from './plot-options.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, TooltipComponent, CanvasRenderer]);

/** A picture that follows its box, the reader's colours and the figures it is given. */
export interface Drawing {
  show(view: FunnelView, language: Language): void;
  close(): void;
}

/** Opens a drawing in a box that has a size. */
export function openDrawing(box: HTMLElement): Drawing {
  const chart: ECharts = init(box, null, { renderer: 'canvas' });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let shown: [FunnelView, Language] | null = null;

  const draw = () => {
    if (shown === null) return;
    const [view, language] = shown;
    const options = plotOptions(view, {
      language,
      colorOf: (name) => getComputedStyle(box).getPropertyValue(`--${name}`).trim(),
      width: box.clientWidth,
      font: getComputedStyle(box).fontFamily,
      isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
    });
    chart.setOption(options, { notMerge: true });
  };
  const fit = new ResizeObserver(() => {
    chart.resize();
    draw();
  });
  fit.observe(box);
  dark.addEventListener('change', draw);
  return {
    show: (view, language) => {
      shown = [view, language];
      chart.resize();
      draw();
    },
    close: () => {
      fit.disconnect();
      dark.removeEventListener('change', draw);
      chart.dispose();
    },
  };
}
