import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  GridComponentOption,
  LegendComponentOption,
  TitleComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { Language } from '../../../src/identity/wire.ts';

export type PlotOptions = ComposeOption<
  | BarSeriesOption
  | CustomSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TitleComponentOption
  | TooltipComponentOption
>;

/** How a plot has to look here and now. */
export interface Look {
  readonly language: Language;
  /** A colour of the page by its name. */
  readonly colorOf: (name: string) => string;
  /** In CSS pixels. */
  readonly width: number;
  readonly font: string;
  /** The reader wants nothing to move. */
  readonly isStill: boolean;
}

/** A picture of figures that a table beside it tells too. */
export interface PlotSpec {
  /** Changes when the picture has to be drawn anew. */
  readonly key: string;
  /** What is drawn, in words. */
  readonly label: string;
  /** In CSS pixels. */
  readonly height: number;
  readonly options: (look: Look) => PlotOptions;
  /** A mark was pressed: which, counted from 0. */
  readonly onPick?: (place: number) => void;
}

/** What all plots share. */
export function baseOf(look: Look): PlotOptions {
  return {
    animation: !look.isStill,
    animationDuration: 350,
    textStyle: { fontFamily: look.font, color: look.colorOf('ink') },
  };
}

/** Drawn into the picture: a tooltip of markup would need inline styles, which the page's policy refuses. */
export function tooltipOf(look: Look): TooltipComponentOption {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: look.colorOf('surface'),
    borderColor: look.colorOf('line'),
    textStyle: { color: look.colorOf('ink'), fontFamily: look.font, fontSize: 13 },
  };
}
