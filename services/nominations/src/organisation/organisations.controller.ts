import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '@kraftsamling/service';
import { OrganisationDto, OrganisationQuery } from './organisation.dto.ts';
import { Organisations } from './organisation.replica.ts';

/** For those who declare what ties there are: which organisation it is, of those in the network. */
@ApiTags('conflicts')
@Controller('v1/organisations')
export class OrganisationsController {
  constructor(private readonly organisations: Organisations) {}

  @Get()
  @Allow('juror', 'secretariat')
  @ApiOperation({ summary: 'The first organisations with this in their name' })
  @ApiOkResponse({ type: [OrganisationDto] })
  async find(@Query() { name }: OrganisationQuery): Promise<OrganisationDto[]> {
    return [...(await this.organisations.named(name))];
  }
}
