import { Injectable } from '@nestjs/common';
import { isMunicipality, municipality } from '@kraftsamling/geography';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, notFound } from '@kraftsamling/messaging';
import { Audit, Clock, offsetOf, page } from '@kraftsamling/service';
import type { Page, PageQuery, Principal } from '@kraftsamling/service';
import type { Connection } from 'mongoose';
import { Awards } from '../award/award.store.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { Mails } from '../mail/mail.store.ts';
import { withAddress, withoutLinks } from './municipality-address.ts';
import type { MunicipalityAddress } from './municipality-address.ts';
import { MunicipalityAddresses } from './municipality-address.store.ts';
import type { MunicipalityAddressDto, WithoutAddressDto } from './municipality.dto.ts';
import { MunicipalityInformer } from './municipality-informer.service.ts';

@Injectable()
export class MunicipalitiesService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly awards: Awards,
    private readonly mails: Mails,
    private readonly addresses: MunicipalityAddresses,
    private readonly candidacies: Candidacies,
    private readonly informer: MunicipalityInformer,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async setAddress(caller: Principal, code: string, email: string): Promise<MunicipalityAddressDto> {
    if (!isMunicipality(code)) throw notFound();
    const now = this.clock.now();
    const open = (await this.awards.open()).map(({ id }) => id);
    const address = await inTransaction(this.connection, async (session) => {
      const before = await this.addresses.find(code, session);
      const after = withAddress(before, email, now);
      await this.addresses.put(code, after, session);
      if (before && after.linksSince !== before.linksSince)
        for (const candidacyId of await this.candidacies.informed(open, code, session))
          await this.mails.putInOnceMore({ template: 'municipality-nominated', candidacyId, municipality: code }, now, session); // prettier-ignore
      return after;
    });

    await this.audit.note(caller, 'set the address of', 'municipality', code);
    void this.informer.wake();
    return shown(code, address);
  }

  /** Whoever has a link speaks for the municipality no longer; a mail that is dispatched once more has a new one. */
  async revokeLinks(caller: Principal, code: string, reason: string): Promise<MunicipalityAddressDto> {
    const now = this.clock.now();
    const address = await inTransaction(this.connection, async (session) => {
      const before = await this.addresses.find(code, session);
      if (!before) throw notFound();
      const after = withoutLinks(before, reason, now);
      await this.addresses.put(code, after, session);
      return after;
    });

    await this.audit.note(caller, 'revoked the links of', 'municipality', code);
    return shown(code, address);
  }

  async address(code: string): Promise<MunicipalityAddressDto> {
    const address = await this.addresses.find(code);
    if (!address) throw notFound();
    return shown(code, address);
  }

  async withoutAddress(awardId: string, query: PageQuery): Promise<Page<WithoutAddressDto>> {
    const known = new Set(await this.addresses.known());
    const waiting = new Map<string, string[]>();
    for (const { id, state } of await this.candidacies.ofAward(awardId))
      if (state.status === 'nominated')
        for (const code of state.municipalities.filter((each) => !known.has(each)))
          waiting.set(code, [...(waiting.get(code) ?? []), id]);
    const all = [...waiting]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([code, candidacies]) => ({ municipality: code, name: municipality(code).name, candidacies }));
    const offset = offsetOf(query);
    return page(all.slice(offset, offset + query.limit), all.length, query);
  }
}

function shown(municipality: string, { email, linksSince, linksRevoked }: MunicipalityAddress): MunicipalityAddressDto {
  return {
    municipality,
    email,
    ...(linksSince && { linksSince: linksSince.toISOString() }),
    ...(linksRevoked && { linksRevoked: { reason: linksRevoked.reason, at: linksRevoked.at.toISOString() } }),
  };
}
