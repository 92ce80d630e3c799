import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import type { Language } from '@kraftsamling/service';

export class FiguresPageQuery {
  /** Read by the page itself. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  campaign?: string;

  /** This too. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  award?: string;

  @IsOptional()
  @IsIn(['sv', 'en'])
  lang?: Language;
}

export class AssetParams {
  @IsString()
  @Length(1, 64)
  name: string;
}
