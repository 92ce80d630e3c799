import { Announcer } from '@kraftsamling/messaging';
import type { Announcement } from '@kraftsamling/messaging';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { Allow } from '../access/allow.ts';
import { accepted } from '../http/representation.ts';
import type { Representation } from '../http/representation.ts';

class AnnouncementParams {
  @ApiProperty({ format: 'uuid', example: '01923f0e-6a6b-7c3d-9a57-0f2f5d6f7a11' })
  @IsUUID()
  id: string;
}

class AnnouncementView {
  @ApiProperty({ format: 'uuid', example: '01923f0e-6a6b-7c3d-9a57-0f2f5d6f7a11' })
  readonly id: string;

  @ApiProperty({ enum: ['running', 'completed', 'interrupted'] })
  readonly status: Announcement['status'];

  @ApiProperty({ format: 'date-time' })
  readonly startedAt: Date;

  @ApiProperty({ format: 'date-time' })
  readonly updatedAt: Date;

  @ApiProperty({ type: 'integer', example: 120, description: 'How many things have been told' })
  readonly told: number;

  @ApiProperty({ type: 'integer', example: 400, description: 'How many there were to tell' })
  readonly things: number;
}

class AnnouncementsView {
  @ApiProperty({ type: [AnnouncementView] })
  readonly items: readonly AnnouncementView[];
}

/** Telling the current state of everything this service owns once more. */
@ApiTags('Operations')
@Allow('operator')
@Controller('v1/announcements')
export class AnnouncementsController {
  constructor(private readonly announcer: Announcer) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Tell the current state of everything again, for subscribers to converge to' })
  @ApiAcceptedResponse({ type: AnnouncementView })
  async start(): Promise<Representation<AnnouncementView>> {
    const announcement = await this.announcer.start();
    return accepted(`/v1/announcements/${announcement.id}`, announcement);
  }

  @Get()
  @ApiOperation({ summary: 'List the latest announcements, the newest first' })
  @ApiOkResponse({ type: AnnouncementsView })
  async list(): Promise<AnnouncementsView> {
    return { items: await this.announcer.list() };
  }

  @Get(':id')
  @ApiOperation({ summary: 'See how far an announcement has come' })
  @ApiOkResponse({ type: AnnouncementView })
  get(@Param() { id }: AnnouncementParams): Promise<AnnouncementView> {
    return this.announcer.get(id);
  }
}
