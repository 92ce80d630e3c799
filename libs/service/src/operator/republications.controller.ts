import { Republisher } from '@kraftsamling/messaging';
import type { Republication } from '@kraftsamling/messaging';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { Allow, Caller } from '../access/allow.ts';
import { callerName } from '../access/principal.ts';
import type { Principal } from '../access/principal.ts';
import { accepted } from '../http/representation.ts';
import type { Representation } from '../http/representation.ts';
import { Line, Part } from '../input/fields.ts';

class RepublicationParams {
  @ApiProperty({ format: 'uuid', example: '01923f0e-6a6b-7c3d-9a57-0f2f5d6f7a11' })
  @IsUUID()
  id: string;
}

class NewEpochDto {
  @Line(200, {
    example: 'Restored from the backup of 03:00',
    description: 'Why, for whoever reads the list later; it is in no event',
  })
  reason: string;
}

class RepublicationDto {
  @Part(() => NewEpochDto, {
    optional: true,
    description:
      'Raises all versions above what subscribers have taken: after a restore from a backup, or when an event was forged. ' +
      'Subscribers let go of what is not there any more.',
  })
  newEpoch?: NewEpochDto;
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

  @ApiProperty({
    type: 'integer',
    example: 25_428,
    description: 'The epoch of all that is published: the hour in which it began',
  })
  readonly epoch: number;

  @ApiPropertyOptional({ example: 'Restored from the backup of 03:00', description: 'Why the epoch was begun with it' })
  readonly reason?: string;

  @ApiPropertyOptional({ example: 'operator-7', description: 'Who has begun it: the subject of the token' })
  readonly by?: string;
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
  async start(
    @Caller() caller: Principal,
    @Body() { newEpoch }: RepublicationDto,
  ): Promise<Representation<RepublicationView>> {
    const begins = newEpoch && { reason: newEpoch.reason, by: callerName(caller) };
    const republication = await this.republisher.start(begins);
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
