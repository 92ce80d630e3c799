import { endOfDay, startOfDay } from '../activity/time.ts';
import type { WantedTerm } from './search-terms.ts';

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
  /** One of each of these. */
  readonly terms: readonly (readonly WantedTerm[])[];
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
 * have it. A search counts for each number how much of what is wanted it meets, list by list, and takes those that meet all of it: a few
 * milliseconds among a hundred thousand.
 */
export class Catalogue {
  private readonly places = new Map<string, Place>();
  private readonly lists = new Map<string, number[]>();
  private inOrder = occurrences(0);
  private readonly added: Place[] = [];
  /** The numbers of versions that are no more, and whose sessions are still there. */
  private readonly replaced: number[] = [];
  private nextNumber = 0;

  /** Takes an entry in, unless it is known as new as this. */
  put({ id, version, sessions, organisers, terms }: Entry): void {
    const known = this.places.get(id);
    if (known && known.version >= version) return;

    const place = { id, version, sessions, organisers, number: this.nextNumber++ };
    this.places.set(id, place);
    this.added.push(place);
    if (known) this.replaced.push(known.number);
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
    const { terms, removed = false } = wanted;
    const met = this.timesMet(terms);
    const span = spanOf(wanted);

    this.sort();
    const { length, numbers, starts, ends, removals, all } = this.inOrder;
    const seen = new Uint8Array(this.nextNumber);
    const found: Found[] = [];
    let total = 0;
    for (let nth = 0; nth < length; nth++) {
      const at = order === 'earliest' ? nth : length - 1 - nth;
      const number = numbers[at] as number;
      if (met[number] !== terms.length || seen[number] === 1) continue;
      if ((ends[at] as number) <= span.from || (starts[at] as number) >= span.to) continue;
      if (removals[at] === 1 && !removed) continue;
      if (each === 'activity') seen[number] = 1;
      if (total >= offset && found.length < limit) {
        const { place, session } = all[at] as Occurrence;
        const { id, version, organisers, sessions } = place;
        const those = each === 'session' ? [session] : sessions.filter((one) => isWanted(one, span, removed));
        found.push({ id, version, organisers, sessions: those.map((one) => one.id) });
      }
      total++;
    }
    return { found, total };
  }

  /** For each number, how many of these it meets before the first that it does not. */
  private timesMet(terms: Wanted['terms']): Uint8Array {
    const met = new Uint8Array(this.nextNumber);
    const begun = this.listsBeginning(terms.flat());
    for (const [before, either] of terms.entries())
      for (const term of either)
        for (const list of typeof term === 'string' ? [this.lists.get(term) ?? []] : (begun.get(term.beginning) ?? []))
          for (const number of list) if (met[number] === before) met[number] = before + 1;
    return met;
  }

  /** The lists of all terms that begin in one of these ways: looked for once, also where several words want the same. */
  private listsBeginning(wanted: readonly WantedTerm[]): ReadonlyMap<string, readonly number[][]> {
    const begun = new Map(
      wanted.flatMap((term) => (typeof term === 'string' ? [] : [[term.beginning, [] as number[][]]])),
    );
    if (begun.size === 0) return begun;
    for (const [term, list] of this.lists)
      for (const [beginning, lists] of begun) if (term.startsWith(beginning)) lists.push(list);
    return begun;
  }

  /** What has come since is put in order, and merged with what is in order already. */
  private sort(): void {
    if (this.added.length === 0) return;
    const isReplaced = new Uint8Array(this.nextNumber);
    for (const number of this.replaced) isReplaced[number] = 1;
    const later = this.added
      .filter(({ number }) => isReplaced[number] === 0)
      .flatMap((place) => place.sessions.map((session) => ({ place, session })))
      .sort(byTime);

    const before = this.inOrder;
    const merged = occurrences(before.length + later.length);
    let next = 0;
    for (let at = 0; at < before.length; at++) {
      if (isReplaced[before.numbers[at] as number] === 1) continue;
      const start = before.starts[at] as number;
      for (let one = later[next]; one && one.session.start <= start; one = later[++next]) {
        if (one.session.start === start && byTime(one, before.all[at] as Occurrence) > 0) break;
        append(merged, one);
      }
      copy(merged, before, at);
    }
    for (; next < later.length; next++) append(merged, later[next] as Occurrence);

    this.inOrder = merged;
    this.added.length = 0;
    this.replaced.length = 0;
  }

  private renumber(): void {
    this.sort();
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
    const { length, numbers, all } = this.inOrder;
    for (let at = 0; at < length; at++) numbers[at] = all[at]?.place.number ?? 0;
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

function byTime(one: Occurrence, other: Occurrence): number {
  return (
    one.session.start - other.session.start ||
    (one.place.id < other.place.id ? -1 : one.place.id > other.place.id ? 1 : 0)
  );
}

/**
 * Sessions in order of time. What a search looks at in each of them lies side by side: the sessions themselves lie all over the memory, and most
 * of them need not be looked at.
 */
interface Occurrences {
  length: number;
  readonly numbers: Uint32Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly removals: Uint8Array;
  readonly all: Occurrence[];
}

function occurrences(most: number): Occurrences {
  return {
    length: 0,
    numbers: new Uint32Array(most),
    starts: new Float64Array(most),
    ends: new Float64Array(most),
    removals: new Uint8Array(most),
    all: [],
  };
}

/** Without looking at the session itself. */
function copy(to: Occurrences, from: Occurrences, which: number): void {
  const at = to.length++;
  to.numbers[at] = from.numbers[which] as number;
  to.starts[at] = from.starts[which] as number;
  to.ends[at] = from.ends[which] as number;
  to.removals[at] = from.removals[which] as number;
  to.all.push(from.all[which] as Occurrence);
}

function append(to: Occurrences, occurrence: Occurrence): void {
  const { place, session } = occurrence;
  const at = to.length++;
  to.numbers[at] = place.number;
  to.starts[at] = session.start;
  to.ends[at] = session.end;
  to.removals[at] = session.removed ? 1 : 0;
  to.all.push(occurrence);
}
