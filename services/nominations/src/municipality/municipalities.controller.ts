import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AnswersPageOf, Caller } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { MunicipalitiesService } from './municipalities.service.ts';
import { AddressDto, MunicipalityAddressDto, WithoutAddressDto, WithoutAddressQuery } from './municipality.dto.ts';

@ApiTags('municipalities')
@Allow('secretariat')
@Controller('v1/municipalities')
export class MunicipalitiesController {
  constructor(private readonly municipalities: MunicipalitiesService) {}

  @Get('without-address')
  @ApiOperation({ summary: 'The municipalities that are nominated and cannot be told so' })
  @AnswersPageOf(WithoutAddressDto)
  withoutAddress(@Query() query: WithoutAddressQuery): Promise<Page<WithoutAddressDto>> {
    return this.municipalities.withoutAddress(query.award, query);
  }

  @Get(':code/address')
  @ApiOperation({ summary: 'The official address of a municipality' })
  @ApiOkResponse({ type: MunicipalityAddressDto })
  address(@Param('code') code: string): Promise<MunicipalityAddressDto> {
    return this.municipalities.address(code);
  }

  @Put(':code/address')
  @ApiOperation({ summary: 'Sets the official address of a municipality; if it is nominated it is told so at once' })
  @ApiOkResponse({ type: MunicipalityAddressDto })
  setAddress(
    @Caller() caller: Principal,
    @Param('code') code: string,
    @Body() { email }: AddressDto,
  ): Promise<MunicipalityAddressDto> {
    return this.municipalities.setAddress(caller, code, email);
  }
}
