import { Quarantine } from '@kraftsamling/messaging';
import { Refusal } from '@kraftsamling/messaging/decision';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import { AnswersCreated } from '../openapi/answers-version.ts';
import { Allow, Caller } from '../access/allow.ts';
import { callerName } from '../access/principal.ts';
import type { Principal } from '../access/principal.ts';
import { created } from '../http/representation.ts';
import type { Representation } from '../http/representation.ts';
import { Line } from '../input/fields.ts';

class QuarantineDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'The id of the event: wherever it lies, and if it comes again' })
  @IsOptional()
  @IsUUID()
  eventId?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Or its sequence in the stream, where it has no id',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  streamSequence?: number;

  @Line(200, { example: 'Forged: the owner has never published it' })
  reason: string;
}

class QuarantinedParams {
  @ApiProperty({ format: 'uuid', example: '01923f0e-6a6b-7c3d-9a57-0f2f5d6f7a11' })
  @IsUUID()
  id: string;
}

class ReleaseView {
  @ApiProperty({ example: 'operator-7' })
  readonly by: string;

  @ApiProperty({ format: 'date-time' })
  readonly at: Date;
}

class QuarantinedView {
  @ApiProperty({ format: 'uuid', example: '01923f0e-6a6b-7c3d-9a57-0f2f5d6f7a11' })
  readonly id: string;

  @ApiPropertyOptional({ format: 'uuid' })
  readonly eventId?: string;

  @ApiPropertyOptional({ type: 'integer', example: 48_113 })
  readonly streamSequence?: number;

  @ApiProperty({ example: 'Forged: the owner has never published it' })
  readonly reason: string;

  @ApiProperty({ example: 'operator-7', description: 'The subject of the token' })
  readonly by: string;

  @ApiProperty({ format: 'date-time' })
  readonly at: Date;

  @ApiPropertyOptional({ type: ReleaseView, description: 'Where it is handled again' })
  readonly released?: ReleaseView;
}

class QuarantineView {
  @ApiProperty({ type: [QuarantinedView] })
  readonly items: readonly QuarantinedView[];
}

/** Events that no handler of this service is given. */
@ApiTags('Operations')
@Allow('operator')
@Controller('v1/quarantined-events')
export class QuarantineController {
  constructor(private readonly quarantine: Quarantine) {}

  @Post()
  @ApiOperation({
    summary: 'Take an event out of circulation: no handler is given it any more, not by a rebuild either',
    description:
      'What a handler has made of it already stays. A new epoch of the owner undoes that: `POST /v1/republications` with `newEpoch` there.',
  })
  @AnswersCreated(QuarantinedView)
  async add(
    @Caller() caller: Principal,
    @Body() { eventId, streamSequence, reason }: QuarantineDto,
  ): Promise<Representation<QuarantinedView>> {
    if ((eventId === undefined) === (streamSequence === undefined))
      throw new Refusal('one-of-two', 'Say either the id of the event or its sequence in the stream.', 'invalid');
    const which = eventId === undefined ? { streamSequence: streamSequence ?? 0 } : { eventId };
    const added = await this.quarantine.add(which, reason, callerName(caller));
    return created(`/v1/quarantined-events/${added.id}`, 1, added);
  }

  @Get()
  @ApiOperation({ summary: 'List what is and was in quarantine, the newest first' })
  @ApiOkResponse({ type: QuarantineView })
  async list(): Promise<QuarantineView> {
    return { items: await this.quarantine.list() };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Release an event: whoever reads the stream anew is given it again' })
  @ApiNoContentResponse({ description: 'Released' })
  async release(@Caller() caller: Principal, @Param() { id }: QuarantinedParams): Promise<void> {
    await this.quarantine.release(id, callerName(caller));
  }
}
