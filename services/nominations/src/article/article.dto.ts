import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { Line, Slug, Text } from '@kraftsamling/service/fields';
import type { Article } from './article.state.ts';

export class NewArticleDto {
  @Slug({ example: 'digital-municipality-2021' })
  award: string;

  @Line(200, { example: 'Så frågade vi invånarna' })
  title: string;

  @Text(100_000, { example: 'Vi började med att fråga.' })
  text: string;
}

export class ArticleQuery extends PageQuery {
  @Slug({ example: 'digital-municipality-2021' })
  award: string;
}

export class ArticleDto {
  @ApiProperty()
  id: string;

  @ApiProperty()
  awardId: string;

  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ example: '20' })
  county: string;

  @ApiProperty({ required: false, description: 'Once it has been accepted; before that to its municipality and staff' })
  title?: string;

  @ApiProperty({ required: false, description: 'To its municipality and staff' })
  text?: string;

  @ApiProperty({ enum: ['submitted', 'accepted', 'published'] })
  status: Article['status'];

  @ApiProperty({ format: 'date-time' })
  submittedAt: string;

  @ApiProperty({ required: false, format: 'date-time' })
  acceptedAt?: string;

  @ApiProperty({ required: false, format: 'date-time' })
  publishedAt?: string;
}
