import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Stored } from '@kraftsamling/messaging';
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
import { mayChange } from '../access.ts';
import { listedResource, ownResource } from './public-resource.ts';
import type { ListedResource, OwnResource } from './public-resource.ts';
import type { Resource } from './resource.state.ts';
import { Resources } from './resource.store.ts';
import { NewResourceDto, profileFrom, ResourceAmendmentDto, ResourceDto, ResourceQuery } from './resource.dto.ts';
import { belongingOf, ResourcesService } from './resources.service.ts';

@ApiTags('resources')
@Controller('v1/resources')
export class ResourcesController {
  constructor(
    private readonly service: ResourcesService,
    private readonly resources: Resources,
  ) {}

  @Post()
  @Allow('organisation', 'municipality', 'coordinator', 'secretariat')
  @Idempotent()
  @ApiOperation({ summary: 'Adds a venue or a coach that activities can book' })
  @AnswersCreated(ResourceDto)
  async add(@Caller() caller: Principal, @Body() body: NewResourceDto): Promise<Representation<OwnResource>> {
    const resource = await this.service.add(caller, profileFrom(stated(body)));
    return created(`/v1/resources/${resource.id}`, resource.version, own(resource));
  }

  @Get()
  @Allow('anyone')
  @ApiOperation({ summary: 'Lists venues and coaches, those first that were added first' })
  @AnswersPageOf(ResourceDto)
  async search(@Query() query: ResourceQuery): Promise<Page<ListedResource>> {
    const { items, page } = await this.service.search(query);
    return { items: items.map(shown), page };
  }

  @Get(':id')
  @Allow('anyone')
  @ApiOperation({ summary: 'A resource that can be booked' })
  @AnswersVersioned(ResourceDto)
  async get(
    @Caller() caller: Principal,
    @Param('id') id: string,
  ): Promise<Representation<ListedResource | OwnResource>> {
    const resource = await this.resources.require(id);
    const theirs = mayChange(caller, belongingOf(resource.state));
    return versioned(resource.version, theirs ? own(resource) : shown(resource));
  }

  @Patch(':id')
  @Allow('organisation', 'municipality', 'coordinator', 'secretariat')
  @ApiOperation({ summary: 'Changes the fields that are given. What is booked stays booked' })
  @AnswersVersioned(ResourceDto)
  async amend(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch('required') ifVersion: number,
    @Body() body: ResourceAmendmentDto,
  ): Promise<Representation<OwnResource>> {
    const resource = await this.service.amend(caller, id, stated(body), ifVersion);
    return versioned(resource.version, own(resource));
  }

  @Post(':id/retirement')
  @HttpCode(200)
  @Allow('organisation', 'municipality', 'coordinator', 'secretariat')
  @ApiOperation({ summary: 'Nobody can book it any more. What is booked stays booked' })
  @AnswersVersioned(ResourceDto)
  async retire(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<OwnResource>> {
    const resource = await this.service.retire(caller, id, version);
    return versioned(resource.version, own(resource));
  }
}

function shown({ id, state }: Stored<Resource>): ListedResource {
  return listedResource(state, id);
}

function own({ id, state }: Stored<Resource>): OwnResource {
  return ownResource(state, id);
}
