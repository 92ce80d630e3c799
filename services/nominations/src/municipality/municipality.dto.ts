import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { Slug } from '@kraftsamling/service/fields';
import { IsEmail, MaxLength } from 'class-validator';

export class AddressDto {
  @ApiProperty({ format: 'email', example: 'kommun@borlange.example' })
  @IsEmail()
  @MaxLength(254)
  email: string;
}

export class MunicipalityAddressDto extends AddressDto {
  @ApiProperty({ example: '2081' })
  municipality: string;
}

export class WithoutAddressQuery extends PageQuery {
  @Slug({ example: 'digital-municipality-2021' })
  award: string;
}

/** It waits for its address: it has been nominated and does not know of it. */
export class WithoutAddressDto {
  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ example: 'Borlänge' })
  name: string;

  @ApiProperty({ type: [String] })
  candidacies: string[];
}
