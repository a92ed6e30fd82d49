/**
 * Work that those who ask for it at the same time share: a call resolves after a run that began after it. At most one
 * runs at a time. A failed run rejects for those who waited for it.
 */
export function sharedRun(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return begin();
    // The run in hand may have begun before what the caller wants to see; the next one sees it.
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return running ?? begin();
      });
    return next;
  };
}
