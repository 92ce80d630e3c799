import { Republisher } from '@kraftsamling/messaging';
import type { Republication } from '@kraftsamling/messaging';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { Allow } from '../access/allow.ts';
import { accepted } from '../http/representation.ts';
import type { Representation } from '../http/representation.ts';

class RepublicationParams {
  @ApiProperty({ format: 'uuid', example: '01923f0e-6a6b-7c3d-9a57-0f2f5d6f7a11' })
  @IsUUID()
  id: string;
}

class RepublicationView {
  @ApiProperty({ format: 'uuid', example: '01923f0e-6a6b-7c3d-9a57-0f2f5d6f7a11' })
  readonly id: string;

  @ApiProperty({ enum: ['running', 'completed', 'interrupted'] })
  readonly status: Republication['status'];

  @ApiProperty({ format: 'date-time' })
  readonly startedAt: Date;

  @ApiProperty({ format: 'date-time' })
  readonly updatedAt: Date;

  @ApiProperty({ type: 'integer', example: 120, description: 'How many aggregates have been published again' })
  readonly republished: number;

  @ApiProperty({ type: 'integer', example: 400, description: 'How many there were at the start' })
  readonly aggregates: number;
}

class RepublicationsView {
  @ApiProperty({ type: [RepublicationView] })
  readonly items: readonly RepublicationView[];
}

/** Publishing the current state of everything this service owns once more. */
@ApiTags('Operations')
@Allow('operator')
@Controller('v1/republications')
export class RepublicationsController {
  constructor(private readonly republisher: Republisher) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Publish the current state of everything again, for subscribers to converge to' })
  @ApiAcceptedResponse({ type: RepublicationView })
  async start(): Promise<Representation<RepublicationView>> {
    const republication = await this.republisher.start();
    return accepted(`/v1/republications/${republication.id}`, republication);
  }

  @Get()
  @ApiOperation({ summary: 'List the latest republications, the newest first' })
  @ApiOkResponse({ type: RepublicationsView })
  async list(): Promise<RepublicationsView> {
    return { items: await this.republisher.list() };
  }

  @Get(':id')
  @ApiOperation({ summary: 'See how far a republication has come' })
  @ApiOkResponse({ type: RepublicationView })
  get(@Param() { id }: RepublicationParams): Promise<RepublicationView> {
    return this.republisher.get(id);
  }
}
