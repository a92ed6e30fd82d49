const listeners = new Set<() => void>();

/** Says that a product was written, so that lists of products are read again. */
export const listChanges = {
  tell: (): void => {
    for (const listener of listeners) listener();
  },
  listen: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
