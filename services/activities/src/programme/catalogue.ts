import { endOfDay, startOfDay } from '../activity/time.ts';

/** What is known by heart of an activity in the programme: what it is found by, and when it takes place. */
export interface Entry {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly sessions: readonly EntrySession[];
  readonly organisers: readonly string[];
  /** Words and marks, each of them once. */
  readonly terms: readonly string[];
}

export interface EntrySession {
  readonly id: string;
  /** In milliseconds: there are hundreds of thousands of them. */
  readonly start: number;
  readonly end: number;
  /** It has been in the programme and is no more. */
  readonly removed: boolean;
}

export interface Wanted {
  /** All of these. */
  readonly terms: readonly string[];
  /** And one that begins so. */
  readonly prefix?: string | undefined;
  /** Sessions of which some is on one of these days in Sweden, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Also sessions that are no more. */
  readonly removed?: boolean | undefined;
}

/** Which part of what is found is shown; without it, all. */
export interface Window {
  readonly offset?: number;
  readonly limit?: number;
  /** By the first of its sessions that are wanted, or the latest first, by the last of them. */
  readonly order?: 'earliest' | 'latest';
  /** Each session for itself, or all that are wanted of an activity together. */
  readonly each?: 'activity' | 'session';
}

/** An activity, with those of its sessions that are wanted, by their ids. */
export interface Found extends Pick<Entry, 'id' | 'version' | 'organisers'> {
  readonly sessions: readonly string[];
}

interface Place extends Pick<Entry, 'id' | 'version' | 'organisers' | 'sessions'> {
  /** By this number it stands in the lists of its terms. A newer version has another one. */
  number: number;
}

interface Occurrence {
  readonly place: Place;
  readonly session: EntrySession;
}

/**
 * Everything in the programme, session by session in order of time: an inverted index. For each term there is a list of those activities that
 * have it. A search counts how often each number stands in the lists of what is wanted, and takes those that stand in all of them: a few
 * milliseconds among a hundred thousand.
 */
export class Catalogue {
  private readonly places = new Map<string, Place>();
  private readonly lists = new Map<string, number[]>();
  private ordered: Occurrence[] = [];
  /** The same, side by side: the places themselves lie all over the memory, and most of them need not be looked at. */
  private numbers = new Uint32Array();
  private starts = new Float64Array();
  private ends = new Float64Array();
  private readonly added: Place[] = [];
  private readonly replaced = new Set<Place>();
  private nextNumber = 0;

  /** Takes an entry in, unless it is known as new as this. */
  put({ id, version, sessions, organisers, terms }: Entry): void {
    const known = this.places.get(id);
    if (known && known.version >= version) return;

    const place = { id, version, sessions, organisers, number: this.nextNumber++ };
    this.places.set(id, place);
    this.added.push(place);
    if (known) this.replaced.add(known);
    for (const term of terms) {
      const list = this.lists.get(term);
      if (list) list.push(place.number);
      else this.lists.set(term, [place.number]);
    }
    // The numbers of older versions stay in the lists and mean nothing, until there are more of them than of others.
    if (this.nextNumber > 2 * this.places.size + 1_000) this.renumber();
  }

  versionOf(id: string): number | undefined {
    return this.places.get(id)?.version;
  }

  /** So many of what is wanted, in order of time or the latest first, and how many there are. */
  search(
    wanted: Wanted,
    { offset = 0, limit = Infinity, order = 'earliest', each = 'activity' }: Window = {},
  ): { readonly found: readonly Found[]; readonly total: number } {
    const { terms, prefix, removed = false } = wanted;
    const times = this.timesListed(terms);
    const begun = prefix === undefined ? undefined : this.haveOneBeginning(prefix);
    const span = spanOf(wanted);

    this.sort();
    const seen = new Uint8Array(this.nextNumber);
    const found: Found[] = [];
    let total = 0;
    const last = this.ordered.length - 1;
    for (let nth = 0; nth <= last; nth++) {
      const at = order === 'earliest' ? nth : last - nth;
      const number = this.numbers[at] as number;
      if (times[number] !== terms.length || begun?.[number] === 0 || seen[number] === 1) continue;
      if ((this.ends[at] as number) <= span.from || (this.starts[at] as number) >= span.to) continue;
      const { place, session } = this.ordered[at] as Occurrence;
      if (session.removed && !removed) continue;
      if (each === 'activity') seen[number] = 1;
      if (total >= offset && found.length < limit) {
        const { id, version, organisers, sessions } = place;
        const those = each === 'session' ? [session] : sessions.filter((one) => isWanted(one, span, removed));
        found.push({ id, version, organisers, sessions: those.map((one) => one.id) });
      }
      total++;
    }
    return { found, total };
  }

  private timesListed(terms: readonly string[]): Uint8Array {
    const times = new Uint8Array(this.nextNumber);
    for (const term of terms) for (const number of this.lists.get(term) ?? []) times[number] = (times[number] ?? 0) + 1;
    return times;
  }

  private haveOneBeginning(prefix: string): Uint8Array {
    const have = new Uint8Array(this.nextNumber);
    for (const [term, list] of this.lists) if (term.startsWith(prefix)) for (const number of list) have[number] = 1;
    return have;
  }

  /** What has come since is put in order, and merged with what is in order already. */
  private sort(): void {
    if (this.added.length === 0) return;
    const later = this.added
      .filter((place) => !this.replaced.has(place))
      .flatMap((place) => place.sessions.map((session) => ({ place, session })))
      .sort(inOrder);
    const merged: Occurrence[] = [];
    let next = 0;
    for (const occurrence of this.ordered) {
      if (this.replaced.has(occurrence.place)) continue;
      for (let one = later[next]; one && inOrder(one, occurrence) < 0; one = later[++next]) merged.push(one);
      merged.push(occurrence);
    }
    for (; next < later.length; next++) merged.push(later[next] as Occurrence);

    this.ordered = merged;
    this.numbers = Uint32Array.from(merged, ({ place }) => place.number);
    this.starts = Float64Array.from(merged, ({ session }) => session.start);
    this.ends = Float64Array.from(merged, ({ session }) => session.end);
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
    this.nextNumber = newNumbers.size;
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf({ from, to }: Wanted): Span {
  // Nothing lies between a day and one before it, though some sessions go on through both.
  if (from !== undefined && to !== undefined && to < from) return { from: Infinity, to: -Infinity };
  return {
    from: from === undefined ? -Infinity : startOfDay(from).getTime(),
    to: to === undefined ? Infinity : endOfDay(startOfDay(to)).getTime(),
  };
}

function isWanted({ start, end, removed }: EntrySession, { from, to }: Span, alsoRemoved: boolean): boolean {
  return end > from && start < to && (alsoRemoved || !removed);
}

function inOrder(one: Occurrence, other: Occurrence): number {
  return (
    one.session.start - other.session.start ||
    (one.place.id < other.place.id ? -1 : one.place.id > other.place.id ? 1 : 0)
  );
}
