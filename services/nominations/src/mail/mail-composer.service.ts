import { Injectable } from '@nestjs/common';
import { municipality } from '@kraftsamling/geography';
import { Clock, PublicAddress } from '@kraftsamling/service';
import { notToBeSent } from '@kraftsamling/service/mail';
import type { Letter, MailComposer as Composer, NotToBeSent, QueuedMail } from '@kraftsamling/service/mail';
import { lastInstantBefore, runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { candidacyPath, candidacyToken } from '../candidacy/candidacy-link.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { MunicipalityAddresses } from '../municipality/municipality-address.store.ts';
import { confirmationPath, confirmationToken } from '../nomination/confirmation-link.ts';
import { Nominations } from '../nomination/nomination.store.ts';
import { NominationsSettings } from '../nominations.settings.ts';
import type { About, AboutCandidacy, AboutNomination } from './mail.ts';
import { confirmationMail, municipalityMail } from './mail-templates.ts';

@Injectable()
export class MailComposer implements Composer<About> {
  constructor(
    private readonly awards: Awards,
    private readonly nominations: Nominations,
    private readonly candidacies: Candidacies,
    private readonly addresses: MunicipalityAddresses,
    private readonly clock: Clock,
    private readonly settings: NominationsSettings,
    private readonly address: PublicAddress,
  ) {}

  compose(mail: QueuedMail<About>): Promise<Letter | NotToBeSent> {
    switch (mail.template) {
      case 'confirm-nomination':
        return this.confirmation(mail);
      case 'municipality-nominated':
        return this.toMunicipality(mail);
    }
  }

  private async confirmation({ nominationId }: AboutNomination): Promise<Letter | NotToBeSent> {
    const nomination = await this.nominations.get(nominationId);
    // The stream remembers more than a database that was restored from a backup.
    if (!nomination) return notToBeSent('nomination-unknown');
    const { status, awardId, municipalities, nominator } = nomination.state;
    if (status !== 'submitted') return notToBeSent('confirmed');
    const award = runningOf((await this.awards.require(awardId)).state);
    const { confirmations } = award.deadlines;
    if (!nominator || this.clock.now() >= confirmations.closesAt) return notToBeSent('overtaken');

    const { name, email, language } = nominator.person;
    const token = confirmationToken(this.settings.linkKey, nominationId);
    const text = confirmationMail[language]({
      name,
      award,
      municipalities: municipalities.map(nameOf),
      until: lastInstantBefore(confirmations.publicAt),
      link: `${this.address.url}${confirmationPath(nominationId, token, language)}`,
    });
    return { kind: 'letter', to: { name, email }, replyTo: award.replyTo, ...text };
  }

  private async toMunicipality(mail: AboutCandidacy): Promise<Letter | NotToBeSent> {
    const candidacy = await this.candidacies.get(mail.candidacyId);
    if (!candidacy) return notToBeSent('candidacy-unknown');
    const { status, awardId, municipalities, byMunicipality } = candidacy.state;
    if (status === 'withdrawn') return notToBeSent('candidacy-withdrawn');
    const address = await this.addresses.find(mail.municipality);
    if (!address) return notToBeSent('no-address');
    const { email, linksSince } = address;
    const award = runningOf((await this.awards.require(awardId)).state);

    const name = nameOf(mail.municipality);
    const text = municipalityMail({
      name,
      award,
      byMunicipality,
      others: municipalities.filter((code) => code !== mail.municipality).map(nameOf),
      until: lastInstantBefore(award.deadlines[byMunicipality ? 'nominations' : 'complements'].publicAt),
      linkIn: (language) =>
        `${this.address.url}${candidacyPath(mail, candidacyToken(this.settings.linkKey, mail, linksSince), language)}`,
    });
    return { kind: 'letter', to: { name, email }, replyTo: award.replyTo, ...text };
  }
}

function nameOf(code: string): string {
  return municipality(code).name;
}
