import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens, refuseUnlessVersion } from '@kraftsamling/messaging';
import type { Decision, Stored } from '@kraftsamling/messaging';
import { refuseAny } from '@kraftsamling/messaging/decision';
import { Audit, Clock, offsetOf, page } from '@kraftsamling/service';
import type { Page, PageQuery, Principal } from '@kraftsamling/service';
import type { Connection } from 'mongoose';
import type { RunningAward } from '../award/award.state.ts';
import { runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { AwardsService } from '../award/awards.service.ts';
import { withdrawFinalist } from '../jury/deliberation.ts';
import { Deliberations } from '../jury/deliberation.store.ts';
import type { Entry } from '../record/entry.ts';
import { unreadableAt } from '../record/readable.ts';
import { newSalt, Records } from '../record/records.store.ts';
import { withheldBy } from '../record/seal.ts';
import { CandidacyGate } from './candidacy-gate.service.ts';
import { assessCandidacy, complementCandidacy, meetCandidacy, withdrawCandidacy } from './candidacy.ts';
import type { Candidacy, WithheldText } from './candidacy.state.ts';
import { Candidacies } from './candidacy.store.ts';

/** What is decided of a candidacy, with its award before its eyes, at the instant at which it is put on record. */
interface Step {
  readonly decide: (candidacy: Candidacy, award: RunningAward, at: Date) => Decision<Candidacy>;
  readonly entry: Entry;
  readonly ifVersion?: number | undefined;
}

@Injectable()
export class CandidaciesService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly candidacies: Candidacies,
    private readonly gate: CandidacyGate,
    private readonly awards: Awards,
    private readonly awardsService: AwardsService,
    private readonly deliberations: Deliberations,
    private readonly records: Records,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** All that everybody may know of, by their municipalities. */
  async list(
    caller: Principal,
    awardId: string,
    query: PageQuery & { readonly municipality?: string | undefined },
  ): Promise<Page<Stored<Candidacy>>> {
    await this.awardsService.seenBy(caller, awardId);
    if (caller.kind === 'user' && caller.role === 'juror') {
      const all = await this.gate.visible(caller, await this.candidacies.ofAward(awardId));
      const wanted = all.filter(
        ({ state }) => query.municipality === undefined || state.municipalities.includes(query.municipality),
      );
      const offset = offsetOf(query);
      return page(wanted.slice(offset, offset + query.limit), wanted.length, query);
    }
    const { candidacies, total } = await this.candidacies.search(
      { awardId, municipality: query.municipality },
      { offset: offsetOf(query), limit: query.limit },
    );
    return page(candidacies, total, query);
  }

  complement(caller: Principal, id: string, text: string, ifVersion?: number): Promise<Stored<Candidacy>> {
    const complement = this.withheld(text);
    return this.byMunicipality(caller, 'complemented', id, {
      decide: (candidacy, award, at) => complementCandidacy(candidacy, award, { ...complement, at }),
      entry: { kind: 'complement-submitted', data: { candidacy: id, text: sealOf(complement) } },
      ifVersion,
    });
  }

  assess(caller: Principal, id: string, text: string, ifVersion?: number): Promise<Stored<Candidacy>> {
    const assessment = this.withheld(text);
    return this.byMunicipality(caller, 'assessed', id, {
      decide: (candidacy, award, at) => assessCandidacy(candidacy, id, award, { ...assessment, at }),
      entry: { kind: 'assessment-submitted', data: { candidacy: id, assessment: sealOf(assessment) } },
      ifVersion,
    });
  }

  /** One of those that enter together can end it for all: none of them can be made to compete. */
  withdraw(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Candidacy>> {
    return this.byMunicipality(caller, 'withdrew', id, {
      decide: (candidacy, award, at) => withdrawCandidacy(candidacy, award, at),
      entry: { kind: 'candidacy-withdrawn', data: { candidacy: id } },
      ifVersion,
    });
  }

  async meet(caller: Principal, id: string, minutes: string, ifVersion?: number): Promise<Stored<Candidacy>> {
    const meeting = this.withheld(minutes);
    await this.gate.open(caller, id);
    return this.step(caller, 'noted a meeting of', id, {
      decide: (candidacy, award, at) => meetCandidacy(candidacy, id, award, { ...meeting, at }),
      entry: { kind: 'meeting-held', data: { candidacy: id, minutes: sealOf(meeting) } },
      ifVersion,
    });
  }

  private async byMunicipality(caller: Principal, did: string, id: string, step: Step): Promise<Stored<Candidacy>> {
    await this.gate.own(caller, id);
    return this.step(caller, did, id, step);
  }

  private async step(
    caller: Principal,
    did: string,
    id: string,
    { decide, entry, ifVersion }: Step,
  ): Promise<Stored<Candidacy>> {
    const now = this.clock.now();
    const candidacy = await inTransaction(this.connection, async (session) => {
      const found = await this.candidacies.require(id, session);
      const { awardId } = found.state;
      const award = runningOf((await this.awards.require(awardId, session)).state);
      refuseUnlessVersion(found, ifVersion);
      const decision = decide(found.state, award, await this.records.instant(awardId, now, session));
      if (decision === nothingHappens) return found;

      const changed = await this.candidacies.update(id, () => decision, { session, loaded: found });
      if (changed.state.status === 'withdrawn')
        await this.deliberations.update(awardId, (deliberation) => withdrawFinalist(deliberation, id), { session });
      await this.records.append(awardId, [entry], now, session);
      return changed;
    });

    await this.audit.note(caller, did, 'candidacy', id);
    return candidacy;
  }

  private withheld(text: string): Omit<WithheldText, 'at'> {
    refuseAny(unreadableAt('/text', text));
    return { text, salt: newSalt() };
  }
}

function sealOf({ text, salt }: Omit<WithheldText, 'at'>): string {
  return withheldBy(salt, text);
}
