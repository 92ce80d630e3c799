import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { RegistrationData, RepublicationData } from '@kraftsamling/contracts';
import { AlreadyExists } from '@kraftsamling/messaging';
import { Clock } from '@kraftsamling/service';
import { amendNeed, identifyCase, withdrawNeed, withdrawOwner } from '../case/case.ts';
import { Cases } from '../case/case.store.ts';
import { CasesService } from '../case/cases.service.ts';
import { needOf } from '../case/need.ts';
import { MatchmakingSettings } from '../matchmaking.settings.ts';
import { Registrations } from './registration.replica.ts';

/** Cases of registrations. They have the registration's id, so that a registration never has two. */
@Injectable()
export class RegistrationCases {
  constructor(
    private readonly registrations: Registrations,
    private readonly cases: Cases,
    private readonly decisions: CasesService,
    private readonly clock: Clock,
    private readonly settings: MatchmakingSettings,
  ) {}

  /**
   * Makes the case what the newest that is known of the registration says. It may have changed while that was done, and whoever applied
   * the change may have found no case yet: so it is looked at again until it has stayed the same.
   */
  async follow(id: string): Promise<void> {
    let followed: RegistrationData | undefined;
    for (;;) {
      const registration = await this.registrations.get(id);
      if (!registration || isDeepStrictEqual(registration, followed)) return;
      await this.apply(registration);
      followed = registration;
    }
  }

  /** Registrations has been restored to an earlier state: whoever is not registered any more needs nothing any more. */
  async closeMissing(republication: RepublicationData): Promise<void> {
    await this.registrations.removeMissing(republication);
    const cases = await this.cases.ofRegistrations();
    const known = await this.registrations.known(cases);
    for (const id of cases) if (!known.has(id)) await this.change(id, withdrawOwner);
  }

  private async apply(registration: RegistrationData): Promise<void> {
    switch (registration.status) {
      case 'submitted':
      case 'contacted':
        return;
      case 'confirmed':
        if (registration.needs.length > 0) await this.open(registration);
        else await this.change(registration.id, withdrawNeed);
        return;
      case 'declined':
      case 'withdrawn':
        await this.change(registration.id, withdrawOwner);
    }
  }

  private async open(registration: RegistrationData): Promise<void> {
    const { id, campaignId, organisationId: ownerId, municipality, county, days, needs } = registration;
    const need = needOf(needs, days, this.settings.reachKm);
    const beginning = {
      campaignId,
      origin: 'registration',
      originId: id,
      ownerId,
      municipality,
      county,
      need,
    } as const;
    if (await this.cases.get(id)) await this.decisions.decide(id, (state) => amendNeed(state, need));
    else await this.cases.create(id, identifyCase(beginning, this.clock.now())).catch(unlessThere);
  }

  private async change(id: string, decide: typeof withdrawNeed): Promise<void> {
    if (await this.cases.get(id)) await this.decisions.decide(id, (state) => decide(state, this.clock.now()));
  }
}

/** Another replica has opened it at this moment, from the same registration or an older state of it: that one looks again too. */
function unlessThere(error: unknown): void {
  if (!(error instanceof AlreadyExists)) throw error;
}
