/** What is known by heart of an activity in the programme: what it is found by, and its place in the order. */
export interface Entry {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: Date;
  /** When it begins: the programme is in order of time. */
  readonly start: Date;
  /** The days in Sweden on which it takes place. */
  readonly days: readonly string[];
  readonly organisers: readonly string[];
  /** Words and marks, each of them once. */
  readonly terms: readonly string[];
}

export interface Wanted {
  /** All of these. */
  readonly terms: readonly string[];
  /** And one that begins so. */
  readonly prefix?: string | undefined;
  /** On one of these days, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Which part of what is found is shown; without it, all. */
export interface Window {
  readonly offset?: number;
  readonly limit?: number;
  readonly order?: 'earliest' | 'latest';
}

export type Found = Pick<Entry, 'id' | 'version' | 'organisers'>;

interface Place extends Found {
  readonly start: number;
  readonly days: readonly string[];
  /** By this number it stands in the lists of its terms. A newer version has another one. */
  number: number;
}

/**
 * Everything in the programme, in order of time: an inverted index. For each term there is a list of those that have it. A search counts how
 * often each number stands in the lists of what is wanted, and takes those that stand in all of them: a millisecond or two among a hundred thousand.
 */
export class Catalogue {
  private readonly places = new Map<string, Place>();
  private readonly lists = new Map<string, number[]>();
  private ordered: Place[] = [];
  private numbersInOrder = new Uint32Array();
  private readonly added: Place[] = [];
  private readonly replaced = new Set<Place>();
  private numbers = 0;

  /** Takes an entry in, unless it is known as new as this. */
  put({ id, version, start, days, organisers, terms }: Entry): void {
    const known = this.places.get(id);
    if (known && known.version >= version) return;

    const place = { id, version, start: start.getTime(), days, organisers, number: this.numbers++ };
    this.places.set(id, place);
    this.added.push(place);
    if (known) this.replaced.add(known);
    for (const term of terms) {
      const list = this.lists.get(term);
      if (list) list.push(place.number);
      else this.lists.set(term, [place.number]);
    }
    // The numbers of older versions stay in the lists and mean nothing, until there are more of them than of others.
    if (this.numbers > 2 * this.places.size + 1_000) this.renumber();
  }

  versionOf(id: string): number | undefined {
    return this.places.get(id)?.version;
  }

  /** So many of what is wanted, in order of time or the latest first, and how many there are. */
  search(
    { terms, prefix, from, to }: Wanted,
    { offset = 0, limit = Infinity, order = 'earliest' }: Window = {},
  ): { readonly found: readonly Found[]; readonly total: number } {
    const times = this.timesListed(terms);
    const begun = prefix === undefined ? undefined : this.haveOneBeginning(prefix);
    const anyDay = from === undefined && to === undefined;

    this.sort();
    const found: Found[] = [];
    let total = 0;
    const last = this.ordered.length - 1;
    for (let nth = 0; nth <= last; nth++) {
      const at = order === 'earliest' ? nth : last - nth;
      // Their numbers lie side by side; the places themselves lie all over the memory, and most of them need not be looked at.
      const number = this.numbersInOrder[at] as number;
      if (times[number] !== terms.length || begun?.[number] === 0) continue;
      const place = this.ordered[at] as Place;
      if (!anyDay && !place.days.some((day) => isWithin(day, from, to))) continue;
      if (total >= offset && found.length < limit) found.push(place);
      total++;
    }
    return { found, total };
  }

  private timesListed(terms: readonly string[]): Uint8Array {
    const times = new Uint8Array(this.numbers);
    for (const term of terms) for (const number of this.lists.get(term) ?? []) times[number] = (times[number] ?? 0) + 1;
    return times;
  }

  private haveOneBeginning(prefix: string): Uint8Array {
    const have = new Uint8Array(this.numbers);
    for (const [term, list] of this.lists) if (term.startsWith(prefix)) for (const number of list) have[number] = 1;
    return have;
  }

  /** What is in order already and what has come since: that is next to nothing to sort. */
  private sort(): void {
    if (this.added.length === 0) return;
    this.ordered = [...this.ordered, ...this.added]
      .filter((place) => !this.replaced.has(place))
      .sort((one, other) => one.start - other.start || (one.id < other.id ? -1 : 1));
    this.numbersInOrder = Uint32Array.from(this.ordered, ({ number }) => number);
    this.added.length = 0;
    this.replaced.clear();
  }

  private renumber(): void {
    const newNumbers = new Map<number, number>();
    for (const place of this.places.values()) {
      newNumbers.set(place.number, newNumbers.size);
      place.number = newNumbers.size - 1;
    }
    for (const [term, list] of this.lists) {
      const known = list.map((number) => newNumbers.get(number)).filter((number) => number !== undefined);
      if (known.length === 0) this.lists.delete(term);
      else this.lists.set(term, known);
    }
    this.numbers = newNumbers.size;
  }
}

function isWithin(day: string, from = '', to = '9999-12-31'): boolean {
  return from <= day && day <= to;
}
