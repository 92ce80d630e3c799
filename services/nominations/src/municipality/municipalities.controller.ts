import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, AnswersPageOf, Caller } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { MunicipalitiesService } from './municipalities.service.ts';
import {
  AddressDto,
  LinkRevocationDto,
  MunicipalityAddressDto,
  WithoutAddressDto,
  WithoutAddressQuery,
} from './municipality.dto.ts';

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
  @ApiOperation({
    summary:
      'Sets the official address of a municipality; if it is nominated it is told so at once, and links that went to another address end',
  })
  @ApiOkResponse({ type: MunicipalityAddressDto })
  setAddress(
    @Caller() caller: Principal,
    @Param('code') code: string,
    @Body() { email }: AddressDto,
  ): Promise<MunicipalityAddressDto> {
    return this.municipalities.setAddress(caller, code, email);
  }

  @Post(':code/link-revocation')
  @HttpCode(200)
  @ApiOperation({ summary: 'No link that the municipality has been sent opens anything any more' })
  @ApiOkResponse({ type: MunicipalityAddressDto })
  revokeLinks(
    @Caller() caller: Principal,
    @Param('code') code: string,
    @Body() { reason }: LinkRevocationDto,
  ): Promise<MunicipalityAddressDto> {
    return this.municipalities.revokeLinks(caller, code, reason);
  }
}
