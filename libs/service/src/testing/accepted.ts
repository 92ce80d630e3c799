import type { Type } from '@nestjs/common';
import { Refusal } from '@kraftsamling/messaging/decision';
import { stated } from '../input/fields.ts';
import { checked } from '../input/validation.pipe.ts';

/** A body as a handler is given it, or undefined when its class refuses it. */
export function acceptedBody<Body extends object>(type: Type<Body>, body: unknown) {
  const { instance, inputErrors } = checked(type, JSON.parse(JSON.stringify(body)) as object);
  return inputErrors.length === 0 ? stated(instance) : undefined;
}

/** What is decided, or undefined when the rules refuse it. */
export function unlessRefused<Decided>(decide: () => Decided): Decided | undefined {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
