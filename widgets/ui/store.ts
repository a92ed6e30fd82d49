import { useEffect, useState } from 'preact/hooks';

/** One state object, replaced on every change, with listeners told after it. */
export interface Store<State> {
  get(): State;
  set(change: Partial<State>): void;
  listen(listener: () => void): () => void;
}

/** Makes a store; `set` merges and tells the listeners at once. */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's present state; the component is drawn again on every change. */
export function useStore<State>(store: Store<State>): State {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    // A change between drawing and listening would be lost without this look.
    setState(store.get());
    return store.listen(() => setState(store.get()));
  }, [store]);
  return state;
}
