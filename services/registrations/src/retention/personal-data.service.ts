import { Injectable } from '@nestjs/common';
import { Audit, Clock } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { forgetContact, isSameAddress } from '../organisation/organisation.ts';
import type { Contact } from '../organisation/organisation.state.ts';
import { pseudonymOf } from '../mail/address-pseudonym.ts';
import { Organisations } from '../organisation/organisation.store.ts';
import { forgotten } from '../registration/registration.ts';
import type { Registration } from '../registration/registration.state.ts';
import { Registrations } from '../registration/registration.store.ts';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { policy } from './retention.ts';
import type { Kept } from './retention.ts';

/** Everything that lies here of a person, who is known by an e-mail address. */
export interface PersonalData {
  readonly registrations: readonly { readonly id: string; readonly contact: Contact; readonly message?: string }[];
  readonly organisations: readonly { readonly id: string; readonly contacts: readonly Contact[] }[];
}

export interface Erased {
  readonly registrations: readonly string[];
  readonly organisations: readonly string[];
  /** What of the person stays, and why. */
  readonly kept: readonly Kept[];
}

/** What a person may ask of the platform: what it knows of them, and to forget it. */
@Injectable()
export class PersonalDataService {
  constructor(
    private readonly registrations: Registrations,
    private readonly organisations: Organisations,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly settings: RegistrationsSettings,
  ) {}

  async export(caller: Principal, email: string): Promise<PersonalData> {
    const registrations = await this.registrations.withContact(email);
    const organisations = await this.organisations.withContact(email);

    await this.audit.note(caller, 'exported', 'person', pseudonymOf(email, this.settings.linkKey));
    return {
      registrations: registrations.flatMap(({ id, state: { contact, message } }) =>
        contact ? [{ id, contact, ...(message !== undefined && { message }) }] : [],
      ),
      organisations: organisations.map(({ id, state }) => ({
        id,
        contacts: state.contacts.filter((contact) => isSameAddress(contact.email, email)),
      })),
    };
  }

  async erase(caller: Principal, email: string): Promise<Erased> {
    const registrations = await this.registrations.withContact(email);
    for (const registration of registrations)
      await this.registrations.update(registration.id, (state) => forgotten(state, this.clock.now()));
    const organisations = await this.organisations.withContact(email);
    for (const { id } of organisations)
      await this.organisations.update(id, (state) => forgetContact(state, email, this.clock.now()));

    await this.audit.note(caller, 'erased', 'person', pseudonymOf(email, this.settings.linkKey));
    return {
      registrations: registrations.map(({ id }) => id),
      organisations: organisations.map(({ id }) => id),
      kept: policy.filter(({ kind }) => kind === 'audit'),
    };
  }

  /** A registration that is forgotten leaves nothing in its organisations, unless the person stands for them in another one. */
  async forgetContactOf({ organisationId, described }: Registration, email: string): Promise<void> {
    for (const id of new Set([organisationId, ...(described ? [described.organisationId] : [])])) {
      const others = await this.registrations.ofOrganisation(id);
      if (others.some(({ contact }) => contact !== undefined && isSameAddress(contact.email, email))) continue;
      const loaded = await this.organisations.get(id);
      if (loaded)
        await this.organisations.update(id, (state) => forgetContact(state, email, this.clock.now()), { loaded });
    }
  }
}
