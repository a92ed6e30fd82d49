/** Builds server and widgets into dist when a source is newer than the build. */
export function ensureBuilt(): void;

/** True when no source is newer than the build. */
export function isBuilt(): boolean;
