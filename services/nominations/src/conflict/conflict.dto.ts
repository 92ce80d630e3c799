import { ApiProperty } from '@nestjs/swagger';
import { Id, Line, OneOf } from '@kraftsamling/service/fields';
import { tieKinds } from '../jury/juror.ts';
import type { EdgeKind, Node } from './tie-graph.ts';

export class RecusalDto {
  @Id()
  juror: string;

  @Id()
  candidacy: string;

  @Line(2000, { description: 'Why. In the record stands its salted hash', example: 'Sits on the board of a supplier' })
  ground: string;
}

export class RulingDto extends RecusalDto {
  @OneOf(['blocked', 'cleared'])
  outcome: 'blocked' | 'cleared';
}

export class EndDto {
  @ApiProperty({ enum: ['juror', 'organisation', 'municipality', 'candidacy'] })
  type: Node['type'];

  @ApiProperty({ description: 'Of a municipality its code' })
  id: string;

  @ApiProperty({ required: false, description: 'Of an organisation, where it is published' })
  name?: string;
}

export class StepDto {
  @ApiProperty({ enum: [...tieKinds, 'own-nomination', 'coalition', 'activity'] })
  kind: EdgeKind;

  @ApiProperty({ required: false, description: 'The case or the activity that they have been in together' })
  via?: string;

  @ApiProperty({ type: EndDto })
  from: EndDto;

  @ApiProperty({ type: EndDto, description: 'The next step may begin at another id of the same organisation' })
  to: EndDto;
}

export class ConflictDto {
  @ApiProperty()
  juror: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  candidacy: string;

  @ApiProperty({ type: [String] })
  municipalities: string[];

  @ApiProperty({ enum: ['undecided', 'blocked', 'open'], description: 'Open: cleared, or no longer tied' })
  access: 'undecided' | 'blocked' | 'open';

  @ApiProperty({ type: [StepDto], description: 'The shortest way from the juror to the candidacy as it is known now' })
  path: StepDto[];

  @ApiProperty({ required: false, enum: ['blocked', 'cleared'], description: 'What stands on record' })
  settled?: 'blocked' | 'cleared';

  @ApiProperty({ required: false, description: 'The words of the secretariat, where it has decided' })
  ground?: string;

  @ApiProperty({ required: false, description: 'That it has been kept for as long as the award says' })
  groundForgotten?: boolean;

  @ApiProperty({ required: false, format: 'date-time' })
  settledAt?: string;
}

export class ConflictsDto {
  @ApiProperty({ type: [ConflictDto] })
  undecided: ConflictDto[];

  @ApiProperty({ type: [ConflictDto] })
  blocked: ConflictDto[];

  @ApiProperty({ type: [ConflictDto] })
  cleared: ConflictDto[];
}
