import type { InputError } from '@kraftsamling/messaging/decision';
import type { ValidationError } from 'class-validator';
import { jsonPointer } from './json-pointer.ts';

const most = 100;

/** Constraints on what kind of value it is: when one of them fails, the others of the same value have nothing to say. */
const constraintsOfKind = [
  'isString',
  'isInt',
  'isNumber',
  'isBoolean',
  'isArray',
  'isObject',
  'isDateString',
  'isEnum',
  'nestedValidation',
];

/** What class-validator found, as one flat list with a JSON pointer for each error. */
export function inputErrorsOf(errors: readonly ValidationError[]): readonly InputError[] {
  const inputErrors: InputError[] = [];
  collect(errors, [], inputErrors);
  return inputErrors;
}

function collect(errors: readonly ValidationError[], path: readonly string[], inputErrors: InputError[]): void {
  for (const error of errors) {
    if (inputErrors.length === most) return;

    const here = [...path, error.property];
    if (error.constraints !== undefined)
      inputErrors.push(...errorsOfValue(error, jsonPointer(here)).slice(0, most - inputErrors.length));
    if (error.children !== undefined) collect(error.children, here, inputErrors);
  }
}

function errorsOfValue(error: ValidationError, pointer: string): readonly InputError[] {
  const constraints = Object.entries(error.constraints ?? {});

  if (constraints.some(([name]) => name === 'whitelistValidation')) {
    return [{ pointer, code: 'unknown-field', detail: `${error.property} is not known here` }];
  }
  if (error.value === undefined) {
    return [{ pointer, code: 'required', detail: `${error.property} must be given` }];
  }

  const kind = constraints.find(([name]) => constraintsOfKind.includes(name));
  return (kind === undefined ? constraints : [kind]).map(([name, detail]) => ({
    pointer,
    code: codeOf(error, name),
    detail,
  }));
}

/** `@IsX({ context: { code: 'x' } })` names its own code; otherwise it is the name of the constraint. */
function codeOf(error: ValidationError, constraint: string): string {
  const context: unknown = error.contexts?.[constraint];
  if (typeof context === 'object' && context !== null && 'code' in context && typeof context.code === 'string')
    return context.code;
  return constraint.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
