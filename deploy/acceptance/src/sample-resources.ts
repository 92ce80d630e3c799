import { countyOf, municipality } from '@kraftsamling/geography';
import type { Random } from './random.ts';
import { timesOf } from './sample-sessions.ts';
import type { SampleSession } from './sample-sessions.ts';
import { keyOf } from './sample.ts';
import type { Key, SampleOrganisation } from './sample.ts';

export interface SampleResource {
  readonly key: Key;
  readonly organisation: Key;
  /** The body of the request, but for the organisation's id. */
  readonly body: { readonly kind: 'venue' | 'coach'; readonly municipality: string } & Record<string, unknown>;
}

/** A venue of its own plan, and coaches. */
export interface Bundle {
  readonly venue: Key;
  readonly coaches: readonly Key[];
}

export const ACCESSIBILITY = ['step-free', 'hearing-loop', 'accessible-toilet', 'accessible-parking', 'quiet-room'];
export const LANGUAGES = ['ar', 'so', 'fi', 'uk', 'en', 'fa', 'ti'];
const TOPICS = ['e-identification', 'banking-errands', 'online-safety', 'digital-literacy'];
/** Weekly help has a desk of its own: only what is done now and then books. */
const MOST_SESSIONS = 4;

/** Rooms of libraries, coaches of associations, and when they are taken. */
export class SampleResources {
  readonly all: SampleResource[] = [];
  readonly #random: Random;
  readonly #taken = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  offer(organisation: SampleOrganisation): void {
    const { category, municipality: code } = organisation;
    if (category === 'public-library' && this.#random.inAHundred(45))
      this.#add(organisation, 'venue', {
        name: `Studion på ${municipality(code).name} bibliotek (exempel)`,
        address: 'Storgatan 1',
        position: positionOf(code),
        capacity: this.#random.between([24, 120]),
        accessibility: this.#random.someOf(ACCESSIBILITY),
      });
    if (category === 'adult-educational-association' || category === 'civil-society')
      for (let coach = this.#random.between([2, 4]); coach > 0; coach--)
        this.#add(organisation, 'coach', {
          languages: ['sv', ...(this.#random.inAHundred(40) ? [this.#random.oneOf(LANGUAGES)] : [])],
          topics: this.#random.someOf(TOPICS),
        });
  }

  /** The room of the place if it is free, and coaches of the county as far as they are. */
  book(sessions: readonly SampleSession[], code: string): Bundle | undefined {
    const times = timesOf(sessions);
    const free = ({ key }: SampleResource) => times.every((time) => !this.#taken.has(`${key}@${time}`));
    const county = countyOf(code).code;
    const venue = this.all.find(({ body }) => body.kind === 'venue' && body.municipality === code);
    const coaches = this.all
      .filter(({ body }) => body.kind === 'coach' && countyOf(body.municipality).code === county)
      .filter(free)
      .slice(0, this.#random.between([0, 2]));
    if (times.length > MOST_SESSIONS || !venue || !free(venue)) return undefined;

    for (const { key } of [venue, ...coaches]) for (const time of times) this.#taken.add(`${key}@${time}`);
    return { venue: venue.key, coaches: coaches.map(({ key }) => key) };
  }

  #add(organisation: SampleOrganisation, kind: 'venue' | 'coach', particulars: Record<string, unknown>): void {
    const owner = keyOf(organisation);
    const hours = { from: '08:00', to: '20:00' };
    this.all.push({
      key: `${owner}|${this.all.length}`,
      organisation: owner,
      body: { kind, municipality: organisation.municipality, hours, ...particulars },
    });
  }
}

function positionOf(code: string): { latitude: number; longitude: number } {
  const [longitude, latitude] = municipality(code).centroid;
  return { latitude, longitude };
}
