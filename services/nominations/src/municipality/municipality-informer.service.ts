import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens } from '@kraftsamling/messaging';
import { attemptEach, Clock, PeriodicTask } from '@kraftsamling/service';
import type { Connection } from 'mongoose';
import { Awards } from '../award/award.store.ts';
import { informMunicipality } from '../candidacy/candidacy.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { Mails } from '../mail/mail.store.ts';
import type { Entry } from '../record/entry.ts';
import { Records } from '../record/records.store.ts';
import { MunicipalityAddresses } from './municipality-address.store.ts';

const mostAtOnce = 50;

/**
 * Tells a municipality at its official address that it has been nominated: once, since the mail is put in the queue in the transaction that
 * says so. One without an address waits for it, and keeps nobody else waiting.
 */
@Injectable()
export class MunicipalityInformer extends PeriodicTask {
  protected override readonly everyMs = 1_000;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly awards: Awards,
    private readonly candidacies: Candidacies,
    private readonly addresses: MunicipalityAddresses,
    private readonly records: Records,
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected override async run(): Promise<void> {
    const open = (await this.awards.open()).map(({ id }) => id);
    if (open.length === 0) return;

    const reachable = await this.addresses.known();
    await attemptEach(await this.candidacies.uninformed(open, reachable, mostAtOnce), (id) => this.inform(id));
  }

  private inform(id: string): Promise<void> {
    const now = this.clock.now();
    return inTransaction(this.connection, async (session) => {
      const found = await this.candidacies.require(id, session);
      const decision = informMunicipality(found.state, now);
      if (decision === nothingHappens) return;

      const { awardId, municipalities } = found.state;
      await this.candidacies.update(id, () => decision, { session, loaded: found });
      await this.records.append(
        awardId,
        municipalities.map((code) => informedEntry(id, code)),
        now,
        session,
      );
      for (const municipality of municipalities)
        await this.mails.putIn({ template: 'municipality-nominated', candidacyId: id, municipality }, now, session);
    });
  }
}

function informedEntry(candidacy: string, municipality: string): Entry {
  return { kind: 'municipality-informed', data: { candidacy, municipality } };
}
