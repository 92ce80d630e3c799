import { Allow, Representation } from '@kraftsamling/service';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Verifications } from '../database/verifications.store.ts';
import { VerificationParams, VerificationsView, verificationView, VerificationView } from './verification.dto.ts';

/** The proof that the running figures are what their facts give. */
@ApiTags('Operations')
@Allow('operator')
@Controller('v1/verifications')
export class VerificationsController {
  constructor(private readonly verifications: Verifications) {}

  @Post()
  @ApiOperation({ summary: 'Count all facts from nothing and compare with the figures that are shown' })
  @ApiCreatedResponse({ type: VerificationView })
  async verify(): Promise<Representation<VerificationView>> {
    const verification = await this.verifications.verify();
    return new Representation({ location: `/v1/verifications/${verification._id}` }, verificationView(verification));
  }

  @Get()
  @ApiOperation({ summary: 'List the latest verifications, the newest first' })
  @ApiOkResponse({ type: VerificationsView })
  async list(): Promise<VerificationsView> {
    return { items: (await this.verifications.latest()).map(verificationView) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read a verification' })
  @ApiOkResponse({ type: VerificationView })
  async get(@Param() { id }: VerificationParams): Promise<VerificationView> {
    return verificationView(await this.verifications.require(id));
  }
}
