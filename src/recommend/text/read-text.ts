import type { Segmenter } from '../search/tokens.ts';

/** A text as words, and as pieces in which neighbouring characters mean something. */
export interface ReadText {
  /** In order, lower case; Chinese cut by the dictionary. */
  readonly words: readonly string[];
  /** Runs of Chinese and single words of other scripts. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly text: string;
  readonly isHan: boolean;
}

/** Cuts a text for learning. What is neither letter nor digit only separates. */
export function readText(segmenter: Segmenter, text: string): ReadText {
  const words: string[] = [];
  const pieces: Piece[] = [];
  let run = '';
  const endRun = (): void => {
    if (run !== '') pieces.push({ text: run, isHan: true });
    run = '';
  };
  for (const { surface, isHan } of segmenter.tokenize(text)) {
    const word = isHan ? surface : surface.toLowerCase();
    words.push(word);
    if (isHan) run += word;
    else {
      endRun();
      pieces.push({ text: word, isHan: false });
    }
  }
  endRun();
  return { words, pieces };
}
