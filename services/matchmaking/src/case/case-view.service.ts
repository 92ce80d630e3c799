import { Injectable } from '@nestjs/common';
import type { Stored } from '@kraftsamling/messaging';
import { looksAfter } from '@kraftsamling/service';
import type { Language, Principal } from '@kraftsamling/service';
import { wordingIn } from '../matching/wording.ts';
import type { Wording } from '../matching/wording.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import type { Case } from './case.state.ts';
import { concernedIn, listedForStaff, shownToOrganisation, shownToStaff, spokenOf } from './shown-case.ts';
import type { ShownCase } from './shown-case.ts';
import { nameless } from './shown-inventory.ts';

/** Cases as whoever asks may see them, with the names of those who are spoken of. */
@Injectable()
export class CaseView {
  constructor(private readonly organisations: Organisations) {}

  /** With all that has been found, in words. */
  async of(caller: Principal, { id, state }: Stored<Case>, language: Language): Promise<ShownCase> {
    const names = await this.organisations.names(spokenOf(state));
    return looksAfter(caller, { county: state.county })
      ? shownToStaff(state, id, names, language)
      : shownToOrganisation(state, id, organisationOf(caller), names);
  }

  async listed(caller: Principal, cases: readonly Stored<Case>[]): Promise<ShownCase[]> {
    const names = await this.organisations.names([...new Set(cases.flatMap(({ state }) => concernedIn(state)))]);
    return cases.map(({ id, state }) =>
      looksAfter(caller, { county: state.county })
        ? listedForStaff(state, id, names)
        : shownToOrganisation(state, id, organisationOf(caller), names),
    );
  }

  async names(organisationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.organisations.names([...new Set(organisationIds)]);
  }

  /** How the matcher's answers are said that name these organisations. */
  async wording(organisationIds: readonly string[], language: Language): Promise<Wording> {
    const names = await this.names(organisationIds);
    return wordingIn(language, (id) => names.get(id) ?? nameless(id, language));
  }
}

function organisationOf(caller: Principal): string {
  return caller.kind === 'user' ? (caller.organisation ?? '') : '';
}
