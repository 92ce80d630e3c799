interface Copy {
  readonly parts: readonly Buffer[];
  readonly bytes: number;
  readers: number;
}

/**
 * Feeds as they were written last, so that whoever asks for the same again costs no more than the bytes that are sent. What is kept and
 * what is about to be kept is bounded together: where there is no room, a feed is written without being kept.
 */
export class FeedCopies {
  /** The one that was asked for last stands last. */
  private readonly copies = new Map<string, Copy>();
  private held = 0;

  constructor(private readonly mostBytes: number) {}

  /** @param key another one as soon as the feed would be another */
  async *read(key: string, write: () => AsyncIterable<string>): AsyncGenerator<Buffer> {
    const copy = this.copies.get(key);
    if (copy) {
      this.copies.delete(key);
      this.copies.set(key, copy);
      copy.readers += 1;
      try {
        yield* copy.parts;
      } finally {
        copy.readers -= 1;
      }
      return;
    }

    const parts: Buffer[] = [];
    let bytes = 0;
    let fits = true;
    try {
      for await (const text of write()) {
        const part = Buffer.from(text);
        fits &&= this.makeRoom(part.length);
        if (fits) {
          parts.push(part);
          bytes += part.length;
          this.held += part.length;
        } else {
          // What has been collected of it is for nobody.
          this.held -= bytes;
          bytes = 0;
          parts.length = 0;
        }
        yield part;
      }
      if (!fits) return;
      this.forget(key);
      this.copies.set(key, { parts, bytes, readers: 0 });
      bytes = 0;
    } finally {
      this.held -= bytes;
    }
  }

  /** The oldest that nobody reads just now give way. */
  private makeRoom(bytes: number): boolean {
    for (const [key, { readers }] of this.copies) {
      if (this.held + bytes <= this.mostBytes) break;
      if (readers === 0) this.forget(key);
    }
    return this.held + bytes <= this.mostBytes;
  }

  private forget(key: string): void {
    this.held -= this.copies.get(key)?.bytes ?? 0;
    this.copies.delete(key);
  }
}
