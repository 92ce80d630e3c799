import { DeadLetters } from '@kraftsamling/messaging';
import { Refusal } from '@kraftsamling/messaging/decision';
import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Allow } from '../access/allow.ts';
import { WholeNumber } from '../input/page.ts';
import { withoutSecrets } from '../logging/redaction.ts';
import { Problem } from '../problems/problem.ts';

class DeadLettersQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'How many at most' })
  @IsInt()
  @Min(1)
  @Max(100)
  @WholeNumber()
  limit: number = 20;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'The first id to list' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @WholeNumber()
  from?: number;
}

class DeadLetterParams {
  @ApiProperty({ type: 'integer', example: 17 })
  @IsInt()
  @Min(1)
  @WholeNumber()
  id: number;
}

class DeadLetterView {
  @ApiProperty({ type: 'integer', example: 17 })
  readonly id: number;

  @ApiProperty({ example: 'count-registrations', description: 'The handler that could not take the event' })
  readonly handler: string;

  @ApiProperty({ example: 'BrokenContract: data/status must be one of the allowed values' })
  readonly reason: string;

  @ApiProperty({ example: 'events.registrations.registration.confirmed.v1.digitalidag-2024' })
  readonly subject: string;

  @ApiProperty({ type: 'integer', example: 10, description: 'How often it was delivered' })
  readonly deliveries: number;

  @ApiProperty({ format: 'date-time', example: '2024-05-02T08:30:00.000Z' })
  readonly at: string;

  @ApiProperty({ example: '{"specversion":"1.0"}', description: 'The event as it came' })
  readonly payload: string;
}

class DeadLettersView {
  @ApiProperty({ type: [DeadLetterView] })
  readonly items: readonly DeadLetterView[];
}

/** The events that a handler of this service could not take. */
@ApiTags('Operations')
@Allow('operator')
@Controller('v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly deadLetters: DeadLetters) {}

  @Get()
  @ApiOperation({ summary: 'List the dead letters of this service, the oldest first' })
  @ApiOkResponse({ type: DeadLettersView })
  async list(@Query() query: DeadLettersQuery): Promise<DeadLettersView> {
    return { items: await this.deadLetters.list(query) };
  }

  @Post(':id/requeue')
  @HttpCode(204)
  @ApiOperation({ summary: 'Hand the event to its handler again; the dead letter is gone when that succeeds' })
  @ApiNoContentResponse({ description: 'Handled' })
  async requeue(@Param() { id }: DeadLetterParams): Promise<void> {
    await this.deadLetters.requeue(id).catch((error: unknown) => {
      if (error instanceof Refusal) throw error;
      throw new Problem(409, 'handler-failed', `The handler failed again: ${withoutSecrets(String(error))}`, {
        cause: error,
      });
    });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Discard a dead letter for good' })
  @ApiNoContentResponse({ description: 'Discarded' })
  async discard(@Param() { id }: DeadLetterParams): Promise<void> {
    await this.deadLetters.discard(id);
  }
}
