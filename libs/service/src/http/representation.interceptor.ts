import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { Representation } from './representation.ts';
import type { Reply, Request } from './request.ts';

/** Global, so that it is the outermost: interceptors of a route, such as that of `@Idempotent()`, still see the whole representation. */
@Injectable()
export class RepresentationInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(
        map((answer: unknown) =>
          answer instanceof Representation
            ? (answer.writeTo(http.getResponse<Reply>(), http.getRequest<Request>()) as unknown)
            : answer,
        ),
      );
  }
}
