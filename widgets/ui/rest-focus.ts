/**
 * Puts the focus where a reader can go on when what they pressed is gone: into the field, or, where a focused field
 * would raise the keyboard over half the screen, to the title.
 */
export function restFocus(): void {
  const isTouch = matchMedia('(pointer: coarse)').matches;
  document.querySelector<HTMLElement>(isTouch ? '#title' : '#message')?.focus();
}
