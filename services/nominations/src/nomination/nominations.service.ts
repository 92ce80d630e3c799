import { Injectable } from '@nestjs/common';
import { notFound } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import { Audit, Clock, notYours, offsetOf, page } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { v7 as uuid } from 'uuid';
import { isOf, municipalityOf } from '../access.ts';
import { runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { newSalt } from '../record/records.store.ts';
import { NominationsSettings } from '../nominations.settings.ts';
import { opensConfirmation } from './confirmation-link.ts';
import { NominationGatherer } from './nomination-gatherer.service.ts';
import type { NominationQuery } from './nomination.dto.ts';
import type { Nomination, Submission } from './nomination.state.ts';
import { Nominations } from './nomination.store.ts';
import { confirmNomination, submitNomination } from './nomination.ts';

@Injectable()
export class NominationsService {
  constructor(
    private readonly nominations: Nominations,
    private readonly awards: Awards,
    private readonly gatherer: NominationGatherer,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly settings: NominationsSettings,
  ) {}

  /** One plain write, however many come in the last minute; what follows from it waits for nobody here. */
  async submit(caller: Principal, awardId: string, submission: Submission): Promise<Stored<Nomination>> {
    const byMunicipality = municipalityOf(caller) !== undefined;
    if (byMunicipality && !isOf(caller, submission.municipalities)) throw notYours();
    const award = runningOf((await this.awards.require(awardId)).state);
    const now = this.clock.now();
    const salts = { text: newSalt(), nominator: newSalt() };
    const change = submitNomination(awardId, award, submission, { byMunicipality, salts, now });

    const nomination = await this.nominations.create(uuid(), change);
    if (byMunicipality) void this.gatherer.wake();
    return nomination;
  }

  /** A nomination that the secretariat reads: with it, whose it is, which is noted. */
  async read(caller: Principal, id: string): Promise<Stored<Nomination>> {
    const nomination = await this.nominations.require(id);

    await this.audit.note(caller, 'read', 'nomination', id);
    return nomination;
  }

  async list(awardId: string, query: NominationQuery): Promise<Page<Stored<Nomination>>> {
    const { nominations, total } = await this.nominations.search(
      { awardId, status: query.status },
      { offset: offsetOf(query), limit: query.limit },
    );
    return page(nominations, total, query);
  }

  /** What is behind a confirmation link. Without its token there is nothing, whether or not there is such a nomination. */
  async behindLink(id: string, token: string): Promise<Stored<Nomination>> {
    if (!opensConfirmation(this.settings.linkKey, id, token)) throw notFound();
    return this.nominations.require(id);
  }

  async confirm(id: string, token: string): Promise<Stored<Nomination>> {
    const found = await this.behindLink(id, token);
    const award = runningOf((await this.awards.require(found.state.awardId)).state);
    const now = this.clock.now();

    const nomination = await this.nominations.update(id, (state) => confirmNomination(state, award, now), {
      loaded: found,
    });
    if (nomination.state.status === 'confirmed') void this.gatherer.wake();
    return nomination;
  }
}
