import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { formPage, languageOf, problemOf } from '@kraftsamling/service';
import type { Language, Problem, Reply, Request } from '@kraftsamling/service';
import { languages } from './invitation-page.dto.ts';
import { problemPage } from './invitation-page.ts';

/** Whoever opens a link or sends a form is a person: what goes wrong is said on a page, in their language, with the way back. */
@Catch()
export class InvitationPageFilter implements ExceptionFilter {
  private readonly logger = new Logger(InvitationPageFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const problem = problemOf(error);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    // Half an address is not a link, whatever is wrong with it.
    const status = reads && problem.status === 422 ? 404 : problem.status;
    if (status >= 500) this.log(problem);

    const { token, lang } = sentIn((reads ? request.query : request.body) ?? {});
    const language = lang ?? languageOf(request.headers['accept-language']);
    const { headers, body } = formPage(problemPage({ language, status, code: problem.code, token }));
    void reply
      .code(status)
      .headers({ ...headers, vary: 'Accept-Language', ...problem.headers })
      .send(body);
  }

  private log({ code, cause }: Problem): void {
    this.logger.error({ message: 'The page of an invitation could not be served', code, err: cause });
  }
}

/** Of what may be anything. */
function sentIn(fields: object): { token: string | undefined; lang: Language | undefined } {
  const { token, lang } = fields as Readonly<Record<string, unknown>>;
  return { token: typeof token === 'string' ? token : undefined, lang: languages.find((each) => each === lang) };
}
