import { textOf } from '../../ui/text/say.ts';
import type { Figure } from '../figure-card.tsx';
import { figuresText } from '../text/figures.ts';
import { titleOfName } from '../text/name.ts';
import type { Manner } from './cells.ts';

/** A figure's title and what is said of how it is counted. */
export function headOf(name: string, { language }: Manner): Pick<Figure, 'title' | 'more'> {
  const more = `${name}More`;
  return {
    title: titleOfName(figuresText, name, language),
    ...(more in figuresText ? { more: textOf(figuresText[more as 'moneyMore'], language) } : {}),
  };
}
