import { isCounty, UnknownCounty } from './county.ts';
import { isMunicipality, UnknownMunicipality } from './municipality.ts';

/** A code that somebody has written, and where: a JSON pointer. */
export interface WrittenCode {
  readonly pointer: string;
  readonly code: string;
}

/** What is wrong with a written code, as the problem documents of the services list it. */
export interface UnknownPlace {
  readonly pointer: string;
  readonly code: 'unknown-municipality' | 'unknown-county';
  readonly detail: string;
}

/** Finding out what may have been meant takes a while: a list of nothing but nonsense is not worth it. */
const mostSuggestions = 5;

/** The codes of a list, each with its place in it. */
export function codesAt(pointer: string, codes: readonly string[]): WrittenCode[] {
  return codes.map((code, at) => ({ pointer: `${pointer}/${at}`, code }));
}

export function unknownMunicipalities(written: readonly WrittenCode[]): UnknownPlace[] {
  return written
    .filter(({ code }) => !isMunicipality(code))
    .map(({ pointer, code }, at) => ({
      pointer,
      code: 'unknown-municipality',
      detail: at < mostSuggestions ? new UnknownMunicipality(code).message : `"${code}" is no municipality code.`,
    }));
}

export function unknownCounties(written: readonly WrittenCode[]): UnknownPlace[] {
  return written
    .filter(({ code }) => !isCounty(code))
    .map(({ pointer, code }, at) => ({
      pointer,
      code: 'unknown-county',
      detail: at < mostSuggestions ? new UnknownCounty(code).message : `"${code}" is no county code.`,
    }));
}
