import { Catch } from '@nestjs/common';
import { PageFilter } from '@kraftsamling/service';
import type { PageProblem } from '@kraftsamling/service';
import { problemPage } from './invitation-page.ts';

@Catch()
export class InvitationPageFilter extends PageFilter {
  protected override problemPage({ sent: { token }, ...problem }: PageProblem): string {
    return problemPage({ ...problem, token: typeof token === 'string' ? token : undefined });
  }
}
