import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '@kraftsamling/service';
import { MailAddress, Slug } from '@kraftsamling/service/fields';

export class AddressDto {
  @MailAddress({ example: 'kommun@borlange.example' })
  email: string;
}

export class LinkRevocationDto {
  @Slug({ example: 'forwarded', description: 'A word for the record, never a text about somebody' })
  reason: string;
}

export class LinksRevokedDto extends LinkRevocationDto {
  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class MunicipalityAddressDto extends AddressDto {
  @ApiProperty({ example: '2081' })
  municipality: string;

  @ApiProperty({ format: 'date-time', required: false, description: 'No link that was sent before opens anything' })
  linksSince?: string;

  @ApiProperty({ type: LinksRevokedDto, required: false, description: 'Why, until there is another address' })
  linksRevoked?: LinksRevokedDto;
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
