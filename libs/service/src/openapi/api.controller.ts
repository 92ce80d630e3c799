import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Allow } from '../access/allow.ts';
import { ProblemWriter } from '../problems/problem-writer.ts';
import { ApiDescription } from './api-description.ts';
import { docsPage, docsPolicy } from './docs-page.ts';

class ApiInfo {
  @ApiProperty({ example: 'Registrations' })
  readonly name: string;

  @ApiProperty({ example: '1.0.0' })
  readonly version: string;

  @ApiProperty({ format: 'date', example: '2026-11-22' })
  readonly released: string;

  @ApiProperty({ format: 'uri', example: 'https://registrations.example/docs' })
  readonly documentation: string;

  @ApiProperty({ enum: ['beta', 'active', 'deprecated', 'retired'] })
  readonly status: string;
}

/** What the interface is: for programs, for people and, as Sweden's national profile for REST interfaces wants it, in short. */
@ApiTags('About')
@Allow('anyone')
@Controller()
export class ApiController {
  constructor(
    private readonly api: ApiDescription,
    private readonly problems: ProblemWriter,
  ) {}

  @Get('v1/api-info')
  @ApiOperation({ summary: 'Name, version and state of this interface' })
  @ApiOkResponse({ type: ApiInfo })
  info(): ApiInfo {
    const { definition, address } = this.api;
    return { name: definition.title.en, ...definition.release, documentation: `${address.url}/docs` };
  }

  @Get('openapi.json')
  @ApiExcludeEndpoint()
  document(): OpenAPIObject {
    return this.api.document;
  }

  @Get('docs')
  @ApiExcludeEndpoint()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', docsPolicy)
  page(): string {
    return docsPage(this.api.document, this.problems.titles);
  }
}
