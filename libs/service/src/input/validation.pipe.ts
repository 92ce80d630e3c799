import type { InputError } from '@kraftsamling/messaging/decision';
import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Problem } from '../problems/problem.ts';
import { refuseDangerousShape } from './dangerous-shape.ts';
import { inputErrorsOf } from './input-errors.ts';
import { tidied, tidiedInput } from './tidy-text.ts';

/**
 * Bodies, queries and parameters are tidied: what people write, and copy from elsewhere, is read as it was meant. Those declared as a class must be exactly what the class says: nothing missing, nothing wrong, nothing more.
 * Validation is synchronous: a rule that must ask somebody is a decision, not validation.
 */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined) return value;
    if (!isDeclaredClass(metatype)) return typeof value === 'string' ? tidied(value) : value;

    const input = value ?? {};
    if (typeof input !== 'object' || Array.isArray(input) || Buffer.isBuffer(input)) {
      throw new Problem(422, 'invalid-input', 'The body must be a JSON object.', {
        errors: [{ pointer: '', code: 'is-object', detail: 'must be an object' }],
      });
    }

    // A body has been looked at when it was parsed.
    if (type !== 'body') refuseDangerousShape(input);

    const { instance, inputErrors } = checked(metatype, input);
    if (inputErrors.length === 0) return instance;

    throw new Problem(422, 'invalid-input', whatIsWrong(type, inputErrors.length), { errors: inputErrors });
  }
}

/** What a class says of an input, as the pipe does it: for input that comes in another way, such as the rows of a CSV. */
export function checked<Input extends object>(
  type: new () => Input,
  input: object,
): { readonly instance: Input; readonly inputErrors: readonly InputError[] } {
  const instance = plainToInstance(type, tidiedInput(input) as object);
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false },
  });
  return { instance, inputErrors: inputErrorsOf(errors) };
}

const plainTypes = new Set<unknown>([String, Number, Boolean, Array, Object, Buffer, Date]);

export function isDeclaredClass(metatype: unknown): metatype is new () => object {
  return typeof metatype === 'function' && !plainTypes.has(metatype);
}

function whatIsWrong(type: ArgumentMetadata['type'], count: number): string {
  const where = type === 'query' ? 'The query' : type === 'param' ? 'The address' : 'The body';
  return count === 1 ? `${where} has an error.` : `${where} has ${count} errors.`;
}
