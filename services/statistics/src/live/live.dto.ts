import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';

export class LiveQuery {
  @ApiPropertyOptional({ example: 'digitalidag-2024', description: 'The network when left out' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  campaign?: string;

  @ApiPropertyOptional({ example: 'digitaliseringskommun-2021', description: 'An award, instead of a campaign' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  award?: string;
}
