import {
  articleSubmitted,
  awardListAnnounced,
  awardOpened,
  awardWinnerAnnounced,
  candidacyInformed,
  eventOf,
  nominationConfirmed,
  nominationSubmitted,
} from '@kraftsamling/contracts';
import type { AwardData, CloudEvent, Contract } from '@kraftsamling/contracts';

export const award = awardOpened.example.id;

let nominations = 0;

export function opened(): CloudEvent<unknown> {
  return event(awardOpened, 1, awardOpened.example);
}

export function submitted(municipalities: readonly string[], byMunicipality = false): CloudEvent<unknown> {
  const id = `n-${++nominations}`;
  return event(nominationSubmitted, 1, { ...nominationSubmitted.example, ...at(municipalities), id, byMunicipality });
}

export function confirmed(municipalities: readonly string[], byMunicipality = false): CloudEvent<unknown> {
  const id = `n-${++nominations}`;
  return event(nominationConfirmed, 2, { ...nominationConfirmed.example, ...at(municipalities), id, byMunicipality });
}

export function informed(municipalities: readonly string[]): CloudEvent<unknown> {
  const id = `c-${municipalities.join('-')}`;
  return event(candidacyInformed, 2, { ...candidacyInformed.example, ...at(municipalities), id });
}

export function contributed(id: string): CloudEvent<unknown> {
  return event(articleSubmitted, 1, { ...articleSubmitted.example, id });
}

export function listed(): CloudEvent<unknown> {
  return event(awardListAnnounced, 2, awardListAnnounced.example);
}

export function won(change: Partial<AwardData> = {}): CloudEvent<unknown> {
  return event(awardWinnerAnnounced, 4, { ...awardWinnerAnnounced.example, ...change });
}

function at(municipalities: readonly string[]) {
  return {
    municipalities: [...municipalities],
    counties: [...new Set(municipalities.map((code) => code.slice(0, 2)))],
  };
}

function event(
  contract: Contract,
  version: number,
  data: Record<string, unknown> & { readonly id: string },
): CloudEvent<unknown> {
  return eventOf(contract, { id: crypto.randomUUID(), subject: data.id, version, time: new Date(), data });
}
