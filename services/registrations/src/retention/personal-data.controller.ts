import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import { ErasedDto, PersonalDataDto, PersonDto, RetentionDto } from './personal-data.dto.ts';
import { PersonalDataService } from './personal-data.service.ts';
import type { Erased, PersonalData } from './personal-data.service.ts';
import { policy } from './retention.ts';

@ApiTags('personal data')
@Controller('v1/personal-data')
export class PersonalDataController {
  constructor(private readonly persons: PersonalDataService) {}

  @Get('policy')
  @Allow('operator', 'secretariat')
  @ApiOperation({ summary: 'What is kept of persons, for how long, and why' })
  @ApiOkResponse({ type: RetentionDto })
  policy(): RetentionDto {
    return { kept: [...policy] };
  }

  @Post('export')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({ summary: 'All that is known of a person, by their e-mail address' })
  @ApiOkResponse({ type: PersonalDataDto })
  async export(@Caller() caller: Principal, @Body() { email }: PersonDto): Promise<PersonalData> {
    return this.persons.export(caller, email);
  }

  @Post('erasure')
  @HttpCode(200)
  @Allow('operator')
  @ApiOperation({ summary: 'Forgets a person, also where the organisation goes on taking part' })
  @ApiOkResponse({ type: ErasedDto })
  async erase(@Caller() caller: Principal, @Body() { email }: PersonDto): Promise<Erased> {
    return this.persons.erase(caller, email);
  }
}
