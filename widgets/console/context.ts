import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Desk } from './desk.ts';
import type { ConsoleState } from './state.ts';

export interface DeskScene {
  readonly desk: Desk;
  readonly state: ConsoleState;
}

/** The running console and its state, for everything drawn inside the page. */
export const DeskContext = createContext<DeskScene | null>(null);

/** The scene; components outside the page have none and are a mistake. */
export function useDesk(): DeskScene {
  const scene = useContext(DeskContext);
  if (!scene) throw new Error('this component belongs into the console');
  return scene;
}
