/** Builds server and widgets into dist when a source is newer than the build. */
export function ensureBuilt(): void;
