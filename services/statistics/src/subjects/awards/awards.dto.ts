import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualView, Count } from '../rows.dto.ts';
import type { AwardDescription } from './award-fact.ts';
import type {
  AnnouncedFigures,
  AwardCounts,
  AwardFiguresOfTheNetwork,
  ListedCandidacy,
  ListedMunicipality,
  ListFigures,
  WinnerFigures,
} from './award-figures.ts';

export class AwardDescriptionView implements Partial<AwardDescription> {
  @ApiProperty({ example: 'digitaliseringskommun-2021' })
  readonly id: string;

  @ApiPropertyOptional({
    type: BilingualView,
    description: 'Left out, as all that follows, while only events of its nominations or candidacies have arrived',
  })
  readonly title?: BilingualView;

  @ApiPropertyOptional({ example: 'Sveriges Kommuner och Regioner' })
  readonly organiser?: string;

  @ApiPropertyOptional({ enum: ['open', 'announced'] })
  readonly status?: AwardDescription['status'];

  @ApiPropertyOptional({ format: 'date-time' })
  readonly openedAt?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When the winner was announced; left out before' })
  readonly announcedAt?: string;
}

class AwardCountsView implements AwardCounts {
  @Count(2)
  readonly total: number;

  @Count(1, 'The winner has not been announced')
  readonly open: number;

  @Count(1)
  readonly announced: number;
}

export class AwardFiguresOfTheNetworkView implements AwardFiguresOfTheNetwork {
  @ApiProperty()
  readonly awards: AwardCountsView;
}

class ListedMunicipalityView implements ListedMunicipality {
  @ApiProperty({ example: '2081' })
  readonly municipality: string;

  @ApiPropertyOptional({ example: 'Borlänge', description: 'When the code is known' })
  readonly name?: string;
}

class ListedCandidacyView implements ListedCandidacy {
  @ApiProperty({ example: '01921c77-0e2a-7b63-8c11-94d2e5f6071a' })
  readonly candidacyId: string;

  @ApiProperty({ type: [ListedMunicipalityView], description: 'A joint entry has several' })
  readonly municipalities: readonly ListedMunicipalityView[];
}

class ListFiguresView implements ListFigures {
  @Count(7, 'The candidacies on it')
  readonly total: number;

  @Count(8, 'The municipalities that they are')
  readonly municipalities: number;

  @ApiProperty({ type: [ListedCandidacyView], description: 'In an order that says nothing of the scores' })
  readonly candidacies: readonly ListedCandidacyView[];

  @ApiProperty({ format: 'date-time' })
  readonly announcedAt: string;
}

class WinnerFiguresView extends ListedCandidacyView implements WinnerFigures {
  @ApiPropertyOptional({ format: 'date-time' })
  readonly announcedAt?: string;
}

export class AnnouncedFiguresView implements AnnouncedFigures {
  @ApiPropertyOptional({ description: 'Once it has been announced' })
  readonly longListed?: ListFiguresView;

  @ApiPropertyOptional({ description: 'Once it has been announced' })
  readonly shortListed?: ListFiguresView;

  @ApiPropertyOptional({ description: 'Once it has been announced' })
  readonly winner?: WinnerFiguresView;
}
