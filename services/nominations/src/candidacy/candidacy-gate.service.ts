import { Injectable } from '@nestjs/common';
import { notFound } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import type { Principal, User } from '@kraftsamling/service';
import { isOf, isSecretariat } from '../access.ts';
import { Conflicts } from '../conflict/conflicts.service.ts';
import type { Juror } from '../jury/juror.ts';
import { Jurors } from '../jury/juror.store.ts';
import type { Candidacy } from './candidacy.state.ts';
import { Candidacies } from './candidacy.store.ts';

/**
 * The one way to a candidacy, for every route. What somebody may not know of is not there: it is answered in the same words, whether it is
 * another award's, blocked by a conflict of interest, or nothing at all; and after the same work, so that no clock tells them apart.
 */
@Injectable()
export class CandidacyGate {
  constructor(
    private readonly candidacies: Candidacies,
    private readonly jurors: Jurors,
    private readonly conflicts: Conflicts,
  ) {}

  /** With everything in it: for the secretariat, its own municipalities, and jurors whom no conflict keeps from it. */
  async open(caller: Principal, id: string): Promise<Stored<Candidacy>> {
    if (isJuror(caller)) return this.openToJuror(caller, id);
    const candidacy = await this.candidacies.get(id);
    if (!candidacy) throw notFound();
    if (isSecretariat(caller) || isOf(caller, candidacy.state.municipalities)) return candidacy;
    throw notFound();
  }

  /** For those alone who belong to it. */
  async own(caller: Principal, id: string): Promise<Stored<Candidacy>> {
    const candidacy = await this.candidacies.get(id);
    if (!candidacy || !isOf(caller, candidacy.state.municipalities)) throw notFound();
    return candidacy;
  }

  /** As everybody may know it; but to a juror whom a conflict keeps from it there is no such candidacy. */
  async glimpse(caller: Principal, id: string): Promise<Stored<Candidacy>> {
    return isJuror(caller) ? this.openToJuror(caller, id) : this.candidacies.require(id);
  }

  /** Of these the ones that the caller may know of. */
  async visible(caller: Principal, candidacies: readonly Stored<Candidacy>[]): Promise<readonly Stored<Candidacy>[]> {
    if (!isJuror(caller)) return candidacies;
    const seen = await Promise.all(
      [...Map.groupBy(candidacies, ({ state }) => state.awardId)].map(async ([awardId, ofAward]) => {
        const juror = await this.jurorOf(caller, awardId);
        return juror ? this.openTo(juror, ofAward) : [];
      }),
    );
    const open = new Set(seen.flat().map(({ id }) => id));
    return candidacies.filter(({ id }) => open.has(id));
  }

  async openTo(juror: Stored<Juror>, candidacies: readonly Stored<Candidacy>[]): Promise<readonly Stored<Candidacy>[]> {
    const access = await this.conflicts.access(juror, candidacies);
    return candidacies.filter(({ id }) => access.get(id) === 'open');
  }

  /** Where there is no such candidacy in the juror's award another one is looked at in its place, and found shut. */
  private async openToJuror(caller: User, id: string): Promise<Stored<Candidacy>> {
    const award = caller.award ?? '';
    const [juror, asked, another] = await Promise.all([
      this.jurorOf(caller, award),
      this.candidacies.get(id),
      this.candidacies.anyOf(award),
    ]);
    const own = asked?.state.awardId === award ? asked : undefined;
    const looked = own ?? another;
    const isOpen = juror && looked && (await this.openTo(juror, [looked])).length > 0;
    if (!own || !isOpen) throw notFound();
    return own;
  }

  /** The juror that the caller is in this award. */
  async jurorOf(caller: Principal, awardId: string): Promise<Stored<Juror> | undefined> {
    return isJuror(caller) && caller.award === awardId ? this.jurors.bySubject(awardId, caller.subject) : undefined;
  }
}

function isJuror(caller: Principal): caller is User {
  return caller.kind === 'user' && caller.role === 'juror';
}
