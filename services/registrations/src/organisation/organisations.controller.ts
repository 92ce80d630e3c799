import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OrganisationData } from '@kraftsamling/contracts';
import {
  Allow,
  AnswersCreated,
  AnswersPageOf,
  AnswersVersioned,
  Caller,
  created,
  Idempotent,
  IfMatch,
  versioned,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { stated } from '@kraftsamling/service/fields';
import {
  AddedOrganisationDto,
  amendmentFrom,
  OrganisationAmendmentDto,
  OrganisationDto,
  OrganisationQuery,
  profileFrom,
} from './organisation.dto.ts';
import { OrganisationsService } from './organisations.service.ts';
import { ownOrganisation } from './public-organisation.ts';
import type { OwnOrganisation } from './public-organisation.ts';

@ApiTags('organisations')
@Controller('v1/organisations')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Post()
  @Allow('secretariat', 'coordinator')
  @Idempotent()
  @ApiOperation({ summary: 'Adds an organisation to the network; a coordinator in their own counties' })
  @AnswersCreated(OrganisationDto)
  async add(@Caller() caller: Principal, @Body() body: AddedOrganisationDto): Promise<Representation<OwnOrganisation>> {
    const { apart = false, ...profile } = stated(body);
    const { id, version, state } = await this.organisations.add(caller, profileFrom(profile), apart);
    return created(`/v1/organisations/${id}`, version, ownOrganisation(state, id));
  }

  @Get()
  @Allow('anyone')
  @ApiOperation({
    summary: 'Lists organisations by id, as everybody sees them; the secretariat also those nobody has read yet',
  })
  @AnswersPageOf(OrganisationDto)
  async search(@Caller() caller: Principal, @Query() query: OrganisationQuery): Promise<Page<OrganisationData>> {
    return this.organisations.search(caller, query);
  }

  @Get(':id')
  @Allow('anyone')
  @ApiOperation({ summary: 'Contacts and organisation number only for itself and for those who look after it' })
  @AnswersVersioned(OrganisationDto)
  async get(
    @Caller() caller: Principal,
    @Param('id') id: string,
  ): Promise<Representation<OrganisationData | OwnOrganisation>> {
    const { version, organisation } = await this.organisations.seenBy(caller, id);
    return versioned(version, organisation);
  }

  @Patch(':id')
  @Allow('secretariat', 'coordinator', 'organisation')
  @ApiOperation({ summary: 'Changes the fields that are given' })
  @AnswersVersioned(OrganisationDto)
  async amend(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') ifVersion: number,
    @Body() body: OrganisationAmendmentDto,
  ): Promise<Representation<OwnOrganisation>> {
    const { version, state } = await this.organisations.amend(caller, id, amendmentFrom(stated(body)), ifVersion);
    return versioned(version, ownOrganisation(state, id));
  }
}
