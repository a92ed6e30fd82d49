import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Language } from '../../../src/identity/wire.ts';
import { baseOf, type PlotSpec } from './look.ts';

use([
  BarChart,
  CustomChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  CanvasRenderer,
]);

/** A picture that follows its box, the reader's colours and the figures it is given. */
export interface Drawing {
  show(spec: PlotSpec, language: Language): void;
  close(): void;
}

/** Opens a drawing in a box that has a size. */
export function openDrawing(box: HTMLElement): Drawing {
  const chart: ECharts = init(box, null, { renderer: 'canvas' });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let shown: [PlotSpec, Language] | null = null;

  const draw = () => {
    if (shown === null) return;
    const [spec, language] = shown;
    const look = {
      language,
      colorOf: (name: string) => getComputedStyle(box).getPropertyValue(`--${name}`).trim(),
      width: box.clientWidth,
      font: getComputedStyle(box).fontFamily,
      isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
    };
    chart.setOption({ ...baseOf(look), ...spec.options(look) }, { notMerge: true });
  };
  const fit = new ResizeObserver(() => {
    chart.resize();
    draw();
  });
  fit.observe(box);
  dark.addEventListener('change', draw);
  chart.on('click', ({ dataIndex }) => shown?.[0].onPick?.(dataIndex));
  return {
    show: (spec, language) => {
      shown = [spec, language];
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
