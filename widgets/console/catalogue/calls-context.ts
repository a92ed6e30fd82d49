import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CatalogueCalls } from './calls.ts';

export const CallsContext = createContext<CatalogueCalls | null>(null);

/** The server as the catalogue's page asks it. */
export function useCalls(): CatalogueCalls {
  const calls = useContext(CallsContext);
  if (calls === null) throw new Error('a part of the catalogue stands outside of it');
  return calls;
}
