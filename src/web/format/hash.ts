/** Hashes for eyes: what one compares, and nothing that one would have to read out. */

/** A text in which hashes are shortened to what an eye compares. */
export function shortHashes(text: string): string {
  return text.replace(/[0-9a-f]{40,80}/g, (hash) => shortHash(hash));
}

/** A hash in groups of eight, as one compares it with a paper: `3f9c08d1 a7…`. */
export function groupedHash(hash: string): string {
  return hash.replace(/(.{8})(?!$)/g, "$1 ");
}

/** The part of an id that tells it from others: `3f9c08d1…e21a`, without the time that ids of transactions begin with. */
export function shortId(id: string): string {
  const own = /^[0-9a-f]{80}$/.test(id) ? id.slice(16) : id;
  return /^[0-9a-f]+$/.test(own) ? shortHash(own) : `…${own.slice(-12)}`;
}

/** `3f9c08d1…e21a`. */
export function shortHash(hash: string): string {
  return hash.length <= 16 ? hash : `${hash.slice(0, 8)}…${hash.slice(-4)}`;
}
