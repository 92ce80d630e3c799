import { applyDecorators, Injectable, Logger, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { lastValueFrom, of } from 'rxjs';
import type { Observable } from 'rxjs';
import type { Principal } from '../access/principal.ts';
import { Representation } from '../http/representation.ts';
import type { Reply, Request } from '../http/request.ts';
import { Problem } from '../problems/problem.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';
import { fingerprintOf, hashOf, seal, unseal } from './sealed-answer.ts';

/** A POST that creates: sent again with the same Idempotency-Key, it answers what it answered when it was done, for 24 hours. */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'A random text of 16 to 200 characters, such as a UUID. The same request with the same key is handled once.',
    }),
  );
}

interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(private readonly keys: IdempotencyKeys) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<Reply>();
    const key = keyOf(request);
    if (key === undefined) return next.handle();

    const [path = '', query = ''] = request.url.split('?', 2);
    const id = hashOf(key, callerOf(request.principal), request.method, path);
    const claim = await this.keys.claim(id, fingerprintOf(key, query, bodyOf(request)), new Date());
    if ('answer' in claim) return of(answerAgain(unseal(claim.answer, key, id) as KeptAnswer, reply));

    let answer: unknown;
    try {
      answer = await lastValueFrom(next.handle());
    } catch (error) {
      // What was refused has changed nothing, and may be granted when the same is sent again: the key is free for that.
      await this.keys.free(claim).catch((failure: unknown) => this.warn(failure));
      throw error;
    }
    const { headers, body } =
      answer instanceof Representation ? (answer as Representation<unknown>) : { headers: {}, body: answer };
    const kept: KeptAnswer = { status: reply.statusCode, headers, body };
    // What was done is done: an answer that cannot be kept is given all the same.
    await this.keys.keep(claim, seal(kept, key, id)).catch((error: unknown) => this.warn(error));
    return of(answer);
  }

  private warn(error: unknown): void {
    this.logger.warn({ message: 'The outcome of an Idempotency-Key could not be kept', err: error });
  }
}

function keyOf(request: Request): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{16,200}$/.test(key)) return key;
  throw new Problem(400, 'idempotency-key-malformed', 'An Idempotency-Key has 16 to 200 visible ASCII characters.');
}

/** Nobody gets an answer that was somebody else's, whatever key they send. */
function callerOf(principal: Principal): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'link':
      return `link ${principal.secret}`;
    case 'user':
      // With what the token is bound to: the same person may come in another role.
      return `user ${JSON.stringify(principal)}`;
  }
}

function bodyOf(request: Request): string | Buffer {
  return Buffer.isBuffer(request.body) ? request.body : JSON.stringify([request.body]);
}

function answerAgain({ status, headers, body }: KeptAnswer, reply: Reply): unknown {
  void reply.header('idempotent-replayed', 'true').code(status);
  return new Representation(headers, body);
}
