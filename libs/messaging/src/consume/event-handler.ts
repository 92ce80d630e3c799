import { applyDecorators, Catch, UseFilters } from '@nestjs/common';
import type { Contract, EventOf } from '@kraftsamling/contracts';
import { EventPattern } from '@nestjs/microservices';
import type { RpcExceptionFilter } from '@nestjs/common';
import { throwError } from 'rxjs';
import type { Observable } from 'rxjs';

/** Which of an application's transports an event handler belongs to. */
export const JETSTREAM = Symbol('jetstream');

export interface Subscribed {
  readonly contracts: readonly Contract[];
}

/**
 * Marks a controller's method as the handler of events. The parameter's type follows from the contracts.
 *
 * @param name the handler's identity (its durable consumer): under a new name it handles everything again from the first event
 */
export function EventHandler<C extends Contract>(name: string, ...contracts: readonly C[]) {
  return applyDecorators(
    EventPattern(name, JETSTREAM, { contracts } satisfies Subscribed) as MethodDecorator,
    UseFilters(PassErrorOn),
  ) as (target: object, key: string, descriptor: TypedPropertyDescriptor<(event: EventOf<C>) => Promise<void>>) => void;
}

/** Nest would put "Internal server error" in an error's place; the settlement wants to see the error itself. */
@Catch()
class PassErrorOn implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
