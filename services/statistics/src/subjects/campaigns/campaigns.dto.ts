import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualView, Count } from '../rows.dto.ts';
import type { CampaignDescription } from './campaign-fact.ts';
import type { Phase } from './phase.ts';
import type { CampaignCounts, CampaignFiguresOfTheNetwork } from './campaign-figures.ts';

class AreaView {
  @ApiProperty({ type: [String], example: [], description: 'Codes of counties' })
  readonly counties: string[];

  @ApiProperty({ type: [String], example: ['2081'], description: 'Codes of municipalities' })
  readonly municipalities: string[];
}

export class CampaignDescriptionView implements CampaignDescription {
  @ApiProperty({ example: 'digitalidag-2024' })
  readonly id: string;

  @ApiProperty()
  readonly name: BilingualView;

  @ApiProperty({ enum: ['theme-days', 'week', 'award-year'] })
  readonly kind: CampaignDescription['kind'];

  @ApiProperty({ example: 'Digidel' })
  readonly organiser: string;

  @ApiPropertyOptional({ example: 'all-digital-week-2018', description: 'The campaign that this one is a part of' })
  readonly partOf?: string;

  @ApiProperty({ type: [String], example: ['2024-11-15', '2024-11-16'] })
  readonly days: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { from: '2024-04-18', to: '2024-11-16' },
  })
  readonly countingPeriod?: NonNullable<CampaignDescription['countingPeriod']>;

  @ApiPropertyOptional({ description: 'Where it takes place; left out: in the whole country' })
  readonly area?: AreaView;

  @ApiProperty({ type: [Object], example: [{ measure: 'municipalities', target: 290 }] })
  readonly goals: CampaignDescription['goals'];

  @ApiProperty({ enum: ['announced', 'closed'], description: 'What has been decided about it' })
  readonly status: CampaignDescription['status'];

  @Phases()
  readonly phase: Phase;
}

export function Phases(): PropertyDecorator {
  const description = 'Before, in or after its counting period (its days, where it has none) on the day of the answer; over once it is closed'; // prettier-ignore
  return ApiProperty({ enum: ['before', 'under-way', 'over'], example: 'over', description });
}

class CampaignsView implements CampaignCounts {
  @Count(4)
  readonly total: number;

  @Count(3)
  readonly announced: number;

  @Count(1)
  readonly closed: number;
}

export class CampaignFiguresOfTheNetworkView implements CampaignFiguresOfTheNetwork {
  @ApiProperty()
  readonly campaigns: CampaignsView;
}
