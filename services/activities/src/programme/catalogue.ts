/** What is known by heart of an activity in the programme: what it is found by, and its place in the order. */
export interface Entry {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: Date;
  /** When it begins: the programme is in order of time. */
  readonly start: Date;
  /** The days in Sweden on which it takes place, in order. */
  readonly days: readonly string[];
  /** Words and marks. All that is asked of a term is whether it is there. */
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

/** An entry whose terms are numbers: a hundred thousand entries share the same few words. */
type Place = Omit<Entry, 'terms' | 'start'> & { readonly start: number; readonly terms: readonly number[] };

/** Everything in the programme, in order of time. It is looked through from one end to the other, which takes a few milliseconds. */
export class Catalogue {
  private readonly places = new Map<string, Place>();
  private readonly numbers = new Map<string, number>();
  private ordered: Place[] = [];
  private inOrder = true;

  /** Takes an entry in, unless it is known as new as this. */
  put({ start, terms, ...entry }: Entry): void {
    const known = this.places.get(entry.id);
    if (known && known.version >= entry.version) return;

    const place = { ...entry, start: start.getTime(), terms: terms.map((term) => this.numberOf(term)) };
    this.places.set(entry.id, place);
    if (known) this.ordered[this.ordered.indexOf(known)] = place;
    else this.ordered.push(place);
    this.inOrder = false;
  }

  versionOf(id: string): number | undefined {
    return this.places.get(id)?.version;
  }

  /** What is wanted, in order of time, or the latest first. */
  *matching({ terms, prefix, from, to }: Wanted, order: 'earliest' | 'latest' = 'earliest'): Generator<Place> {
    const numbers = terms.map((term) => this.numbers.get(term));
    if (numbers.includes(undefined)) return;
    const beginning = prefix === undefined ? undefined : this.beginningWith(prefix);

    this.sort();
    const places = order === 'earliest' ? this.ordered : this.ordered.toReversed();
    for (const place of places) {
      if (!numbers.every((number) => place.terms.includes(number as number))) continue;
      if (beginning && !place.terms.some((number) => beginning.has(number))) continue;
      if ((from !== undefined || to !== undefined) && !place.days.some((day) => isWithin(day, from, to))) continue;
      yield place;
    }
  }

  private beginningWith(prefix: string): ReadonlySet<number> {
    const found = new Set<number>();
    for (const [term, number] of this.numbers) if (term.startsWith(prefix)) found.add(number);
    return found;
  }

  private numberOf(term: string): number {
    const number = this.numbers.get(term) ?? this.numbers.size;
    this.numbers.set(term, number);
    return number;
  }

  private sort(): void {
    if (this.inOrder) return;
    this.ordered.sort((one, other) => one.start - other.start || (one.id < other.id ? -1 : 1));
    this.inOrder = true;
  }
}

function isWithin(day: string, from = '', to = '9999-12-31'): boolean {
  return from <= day && day <= to;
}
