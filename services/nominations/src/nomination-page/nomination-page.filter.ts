import { Catch } from '@nestjs/common';
import { PageFilter } from '@kraftsamling/service';
import type { PageProblem } from '@kraftsamling/service';
import { problemPage } from './page.ts';

@Catch()
export class NominationPageFilter extends PageFilter {
  protected override problemPage({ language, status, code }: PageProblem): string {
    return problemPage({ language, status, deadlinePassed: code === 'deadline-passed' && 'nominations' });
  }
}

@Catch()
export class ConfirmationPageFilter extends PageFilter {
  protected override problemPage({ language, status, code }: PageProblem): string {
    return problemPage({ language, status, deadlinePassed: code === 'deadline-passed' && 'confirmations' });
  }
}
