/** A small store that survives a reload: the frame's own partitioned localStorage, or memory where that is denied. */
export interface Keep {
  read<T>(name: string): T | null;
  write(name: string, value: unknown): void;
  remove(name: string): void;
  /** Names that begin with `prefix`. */
  names(prefix: string): string[];
}

const space = 'tilltalk:';

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { keys(): string[] } {
  const values = new Map<string, string>();
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
    keys: () => [...values.keys()],
  };
}

/** Where storage is: the window, unless a tab's own is meant. */
type StoragePage = Pick<Window, 'localStorage'>;

function openStorage(page: StoragePage): ReturnType<typeof memoryStorage> {
  try {
    const storage = page.localStorage;
    const probe = `${space}probe`;
    storage.setItem(probe, '1');
    storage.removeItem(probe);
    return {
      getItem: (name) => storage.getItem(name),
      setItem: (name, value) => storage.setItem(name, value),
      removeItem: (name) => storage.removeItem(name),
      keys: () => Object.keys(storage),
    };
  } catch {
    return memoryStorage();
  }
}

/** Opens the store of this page. Values are JSON; what cannot be read counts as absent. */
export function openKeep(page: StoragePage): Keep {
  const storage = openStorage(page);
  return {
    read: (name) => {
      try {
        return JSON.parse(storage.getItem(space + name) ?? 'null');
      } catch {
        return null;
      }
    },
    write: (name, value) => {
      try {
        storage.setItem(space + name, JSON.stringify(value));
      } catch {
        // A full store loses comfort, not truth: the server has everything that was acknowledged.
      }
    },
    remove: (name) => storage.removeItem(space + name),
    names: (prefix) =>
      storage
        .keys()
        .filter((name) => name.startsWith(space + prefix))
        .map((name) => name.slice(space.length)),
  };
}

/** The store of a page that has somebody in it: what all tabs share, or its tab's own while others have somebody else. */
export interface PageKeep extends Keep {
  /** What all tabs share. */
  readonly shared: Keep;
  /** Uses the tab's own from now on, or what all share; false when it did already. Nothing is carried along. */
  useOwn(own: boolean): boolean;
}

/** Opens the store of this page; the names in `everybodys` are shared whoever is there. */
export function openPageKeep(
  page: Pick<Window, 'localStorage' | 'sessionStorage'>,
  everybodys: readonly string[],
): PageKeep {
  const shared = openKeep(page);
  const own = openKeep({
    get localStorage() {
      return page.sessionStorage;
    },
  });
  let keep = own.read('session') ? own : shared;
  const at = (name: string) => (everybodys.includes(name) ? shared : keep);
  return {
    shared,
    useOwn: (isOwn) => {
      const before = keep;
      keep = isOwn ? own : shared;
      if (before === keep) return false;
      for (const name of own.names('')) own.remove(name);
      return true;
    },
    read: (name) => at(name).read(name),
    write: (name, value) => at(name).write(name, value),
    remove: (name) => at(name).remove(name),
    names: (prefix) => keep.names(prefix),
  };
}
