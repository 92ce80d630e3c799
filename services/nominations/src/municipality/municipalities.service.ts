import { Injectable } from '@nestjs/common';
import { isMunicipality, municipality } from '@kraftsamling/geography';
import { notFound } from '@kraftsamling/messaging';
import { Audit, Clock, offsetOf, page } from '@kraftsamling/service';
import type { Page, PageQuery, Principal } from '@kraftsamling/service';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { MunicipalityAddresses } from './municipality-address.store.ts';
import type { MunicipalityAddressDto, WithoutAddressDto } from './municipality.dto.ts';
import { MunicipalityInformer } from './municipality-informer.service.ts';

@Injectable()
export class MunicipalitiesService {
  constructor(
    private readonly addresses: MunicipalityAddresses,
    private readonly candidacies: Candidacies,
    private readonly informer: MunicipalityInformer,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async setAddress(caller: Principal, code: string, email: string): Promise<MunicipalityAddressDto> {
    if (!isMunicipality(code)) throw notFound();
    await this.addresses.set(code, email, this.clock.now());

    await this.audit.note(caller, 'set the address of', 'municipality', code);
    void this.informer.wake();
    return { municipality: code, email };
  }

  async address(code: string): Promise<MunicipalityAddressDto> {
    const email = await this.addresses.of(code);
    if (email === undefined) throw notFound();
    return { municipality: code, email };
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
