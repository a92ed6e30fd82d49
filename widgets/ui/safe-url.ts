/** Where the host page lives: the loader wrote it into the frame's address. A page of our own has none. */
function hostOrigin(): string {
  try {
    return new URL(decodeURIComponent(location.hash.slice(1))).origin;
  } catch {
    return location.origin;
  }
}

/**
 * The address when it is http or https, else null: a link out of data may never run script. A path alone belongs to
 * the host platform, whose catalogue it comes from.
 */
export function safeUrl(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address, hostOrigin());
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
