/**
 * An entity tag without what proxies do to it when they compress what it stands for: nginx makes it weak (`W/"7"`), Apache writes how it has
 * compressed at its end (`"7-gzip"`).
 */
export function opaqueTag(tag: string): string {
  return tag
    .trim()
    .replace(/^W\//, '')
    .replace(/[-;]{1,2}(?:gzip|br|deflate|zstd)"$/, '"');
}

/** A tag of what is the same in meaning, whatever its bytes. */
export function weak(tag: string): string {
  return tag.startsWith('W/') ? tag : `W/${tag}`;
}
