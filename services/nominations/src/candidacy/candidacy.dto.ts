import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { PlaceCode, Slug, Text } from '@kraftsamling/service/fields';

export class CandidacyQuery extends PageQuery {
  @Slug({ example: 'digital-municipality-2021' })
  award: string;

  @PlaceCode(4, { optional: true })
  municipality?: string;
}

export class TextDto {
  @Text(100_000, { description: 'Seen by the jury and the secretariat; in the record stands its salted hash' })
  text: string;
}

/** As everybody may know it. */
export class CandidacyDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  awardId: string;

  @ApiProperty({ type: [String] })
  municipalities: string[];

  @ApiProperty({ type: [String] })
  counties: string[];

  @ApiProperty()
  byMunicipality: boolean;

  @ApiProperty({ enum: ['nominated', 'informed', 'complemented', 'withdrawn'] })
  status: 'nominated' | 'informed' | 'complemented' | 'withdrawn';

  @ApiProperty({ format: 'date-time' })
  nominatedAt: string;

  @ApiProperty({ required: false, format: 'date-time' })
  informedAt?: string;

  @ApiProperty({ required: false, format: 'date-time' })
  complementedAt?: string;

  @ApiProperty({ required: false, format: 'date-time' })
  withdrawnAt?: string;
}

class NominationTextDto {
  @ApiProperty()
  id: string;

  @ApiProperty({ type: Object, additionalProperties: { type: 'string' }, description: 'By the questions of the award' })
  answers: Readonly<Record<string, string>>;
}

/** With what was written: for its municipalities, the secretariat and its jurors. */
export class CandidacyTextsDto extends CandidacyDto {
  @ApiProperty({ type: [NominationTextDto], description: 'Never by whom' })
  nominations: NominationTextDto[];

  @ApiProperty({ required: false })
  complement?: string;

  @ApiProperty({ required: false })
  assessment?: string;
}

export class FeedbackDto {
  @ApiProperty({ required: false, description: 'The first list that it missed; nothing for the winner' })
  round?: string;

  @ApiProperty({ required: false, description: 'Weighted points by which scores must have been others' })
  points?: number;

  @ApiProperty({ required: false, description: 'More than so many: the search has ended' })
  moreThan?: number;
}
