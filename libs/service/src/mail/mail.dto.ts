import { ApiProperty } from '@nestjs/swagger';
import { OneOf } from '../input/fields.ts';
import { PageQuery } from '../input/page.ts';
import type { Progress } from './delivery.ts';
import type { QueuedMail } from './mail-queue.ts';

const statuses = ['waiting', 'sending', 'sent', 'failed'] as const satisfies readonly Progress['status'][];

export class MailQuery extends PageQuery {
  @OneOf(statuses, { optional: true, example: 'failed' })
  status?: Progress['status'];
}

/** How far a mail has come. What it is about, and by which template it is written, the service adds; never the address it goes to. */
export class DeliveryDto {
  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f60718.kit' })
  id: string;

  @ApiProperty({
    required: false,
    example: '01921c77-0e2a-7b63-8c11-94d2e5f60718.kit',
    description: 'The mail that this one sends once more',
  })
  again?: string;

  @ApiProperty({ enum: statuses })
  status: Progress['status'];

  @ApiProperty({ example: 1 })
  attempts: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', required: false })
  dueAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  sentAt?: string;

  @ApiProperty({ format: 'date-time', required: false })
  failedAt?: string;

  @ApiProperty({ required: false, example: 'smtp-550' })
  reason?: string;
}

type ShownDelivery = Pick<DeliveryDto, keyof DeliveryDto>;

export function shownDelivery({ id, again, attempts, createdAt, progress }: QueuedMail<unknown>): ShownDelivery {
  return {
    id,
    ...(again !== undefined && { again }),
    attempts,
    createdAt: createdAt.toISOString(),
    ...written(progress),
  };
}

function written(progress: Progress): Pick<DeliveryDto, 'status' | 'dueAt' | 'sentAt' | 'failedAt' | 'reason'> {
  switch (progress.status) {
    case 'waiting':
    case 'sending':
      return { status: progress.status, dueAt: progress.dueAt.toISOString() };
    case 'sent':
      return { status: 'sent', sentAt: progress.sentAt.toISOString() };
    case 'failed':
      return { status: 'failed', failedAt: progress.failedAt.toISOString(), reason: progress.reason };
  }
}
