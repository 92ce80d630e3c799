import { ApiProperty } from '@nestjs/swagger';
import { Line } from '@kraftsamling/service/fields';
import { MinLength } from 'class-validator';

export class OrganisationQuery {
  @Line(100, { description: 'Part of its name', example: 'biblioteket' })
  @MinLength(2)
  name: string;
}

export class OrganisationDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ example: '2081' })
  municipality: string;
}
