import { isCounty, isMunicipality, UnknownCounty, UnknownMunicipality } from '@kraftsamling/geography';
import type { Fault } from '@kraftsamling/messaging/decision';

/** A code that somebody has written, and where. */
export interface Place {
  readonly pointer: string;
  readonly code: string;
}

/** Finding out what may have been meant takes a while: a list of nothing but nonsense is not worth it. */
const mostSuggestions = 5;

export function placesAt(pointer: string, codes: readonly string[]): Place[] {
  return codes.map((code, at) => ({ pointer: `${pointer}/${at}`, code }));
}

export function unknownMunicipalities(places: readonly Place[]): Fault[] {
  return places
    .filter(({ code }) => !isMunicipality(code))
    .map(({ pointer, code }, at) => ({
      pointer,
      code: 'unknown-municipality',
      detail: at < mostSuggestions ? new UnknownMunicipality(code).message : `"${code}" is no municipality code.`,
    }));
}

export function unknownCounties(places: readonly Place[]): Fault[] {
  return places
    .filter(({ code }) => !isCounty(code))
    .map(({ pointer, code }, at) => ({
      pointer,
      code: 'unknown-county',
      detail: at < mostSuggestions ? new UnknownCounty(code).message : `"${code}" is no county code.`,
    }));
}
