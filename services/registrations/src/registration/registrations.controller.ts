import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RegistrationData } from '@kraftsamling/contracts';
import type { Stored } from '@kraftsamling/messaging';
import {
  Allow,
  AnswersCreated,
  AnswersPageOf,
  AnswersVersioned,
  belongsTo,
  Caller,
  created,
  Idempotent,
  IfMatch,
  looksAfter,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import { publicRegistration } from './public-registration.ts';
import type { Particulars, Registration } from './registration.state.ts';
import {
  amendmentFrom,
  applicantFrom,
  IdentificationDto,
  LinkRevocationDto,
  LinkRevokedDto,
  NewRegistrationDto,
  particularsFrom,
  ReceiptDto,
  RegistrationAmendmentDto,
  RegistrationDto,
  RegistrationQuery,
  RegistrationSummaryDto,
  RejectionDto,
  WithdrawalDto,
} from './registration.dto.ts';
import { RegistrationsService } from './registrations.service.ts';
import type { RegistrationSummary, Resembling } from './registrations.service.ts';

type OwnRegistration = Omit<RegistrationData, 'organisationId'> &
  Partial<Pick<RegistrationData, 'organisationId'>> &
  Partial<Pick<Particulars, 'contact' | 'message'>> & { resembling?: Resembling[]; linkRevoked?: LinkRevokedDto };

@ApiTags('registrations')
@Controller('v1/registrations')
export class RegistrationsController {
  constructor(private readonly registrations: RegistrationsService) {}

  @Post()
  @Allow('anyone')
  @Idempotent()
  @ApiOperation({ summary: 'Registers an organisation in a campaign. Nobody needs an account' })
  @AnswersCreated(ReceiptDto)
  async submit(@Caller() caller: Principal, @Body() body: NewRegistrationDto): Promise<Representation<ReceiptDto>> {
    const submitted = stated(body);
    const { registration, managementLink } = await this.registrations.submit(
      caller,
      submitted.campaignId,
      applicantFrom(submitted),
      particularsFrom(submitted),
    );
    const { id, version, state } = registration;
    return created(`/v1/registrations/${id}`, version, {
      id,
      status: 'submitted',
      ...(knowsOrganisation(caller, state) && { organisationId: state.organisationId }),
      managementLink,
    });
  }

  @Get()
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'Searches registrations, oldest first; a coordinator sees those of their own counties' })
  @AnswersPageOf(RegistrationSummaryDto)
  async search(@Caller() caller: Principal, @Query() query: RegistrationQuery): Promise<Page<RegistrationSummary>> {
    return this.registrations.search(caller, query);
  }

  @Get(':id')
  @Allow('secretariat', 'coordinator', 'organisation', 'link')
  @ApiOperation({ summary: 'A registration, with its contact for those who look after it' })
  @AnswersVersioned(RegistrationDto)
  async get(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.seenBy(caller, id);
    const resembling = looksAfter(caller, { county: registration.state.county })
      ? await this.registrations.resembling(caller, registration.state)
      : [];
    return versioned(registration.version, {
      ...shown(caller, registration),
      ...(resembling.length > 0 && { resembling }),
    });
  }

  @Patch(':id')
  @Allow('secretariat', 'coordinator', 'organisation', 'link')
  @ApiOperation({ summary: 'Changes the fields that are given' })
  @AnswersVersioned(RegistrationDto)
  async amend(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') version: number,
    @Body() body: RegistrationAmendmentDto,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.amend(caller, id, amendmentFrom(stated(body)), version);
    return versioned(registration.version, shown(caller, registration));
  }

  @Post(':id/contact')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'The organisation has been contacted' })
  @AnswersVersioned(RegistrationDto)
  async contact(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.contact(caller, id, version);
    return versioned(registration.version, shown(caller, registration));
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'The organisation takes part: the kit is handed over' })
  @AnswersVersioned(RegistrationDto)
  async confirm(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.confirm(caller, id, version);
    return versioned(registration.version, shown(caller, registration));
  }

  @Post(':id/identification')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'Says which organisation a stranger has registered: one that is known, or one of its own' })
  @AnswersVersioned(RegistrationDto)
  async identify(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() body: IdentificationDto,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.identify(caller, id, body, version);
    return versioned(registration.version, shown(caller, registration));
  }

  @Post(':id/rejection')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'Declines a registration, with a reason' })
  @AnswersVersioned(RegistrationDto)
  async decline(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { reason }: RejectionDto,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.decline(caller, id, reason, version);
    return versioned(registration.version, shown(caller, registration));
  }

  @Post(':id/link')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator')
  @Idempotent()
  @ApiOperation({ summary: 'Mails its management link to its contact, once more or, where it was revoked, a new one' })
  @AnswersVersioned(RegistrationDto)
  async sendLink(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.sendLink(caller, id, version);
    return versioned(registration.version, shown(caller, registration));
  }

  @Post(':id/link-revocation')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator')
  @ApiOperation({ summary: 'No link to it that is out opens anything any more' })
  @AnswersVersioned(RegistrationDto)
  async revokeLink(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { reason }: LinkRevocationDto,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.revokeLink(caller, id, reason, version);
    return versioned(registration.version, shown(caller, registration));
  }

  @Post(':id/erasure')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator', 'organisation', 'link')
  @ApiOperation({ summary: 'Removes contact and message, once it is withdrawn, declined or the campaign is over' })
  @AnswersVersioned(RegistrationDto)
  async forget(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.forget(caller, id, version);
    return versioned(registration.version, shown(caller, registration));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('secretariat', 'coordinator', 'organisation', 'link')
  @ApiOperation({ summary: 'The organisation leaves the campaign; it may register again' })
  @AnswersVersioned(RegistrationDto)
  async withdraw(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
    @Body() { reason }: WithdrawalDto,
  ): Promise<Representation<OwnRegistration>> {
    const registration = await this.registrations.withdraw(caller, id, reason, version);
    return versioned(registration.version, shown(caller, registration));
  }
}

function shown(caller: Principal, { id, state }: Stored<Registration>): OwnRegistration {
  const { contact, message, linkRevoked } = state;
  const { organisationId, ...published } = publicRegistration(state, id);
  return {
    ...published,
    ...(knowsOrganisation(caller, state) && { organisationId }),
    ...(contact && { contact }),
    ...(message !== undefined && { message }),
    ...(linkRevoked &&
      looksAfter(caller, { county: state.county }) && {
        linkRevoked: { reason: linkRevoked.reason, at: linkRevoked.at.toISOString() },
      }),
    ...(state.status === 'withdrawn' &&
      state.withdrawalReason !== undefined && { withdrawalReason: state.withdrawalReason }),
  };
}

/**
 * Anybody can register an organisation by its number, and so would learn from the id whose number it is: also a person's.
 * That is why the link of a registration does not show the id either.
 */
function knowsOrganisation(caller: Principal, { organisationId, county }: Registration): boolean {
  return belongsTo(caller, organisationId) || looksAfter(caller, { county });
}
