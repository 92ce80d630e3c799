import { AlreadyExists } from '@kraftsamling/messaging';
import { Refusal } from '@kraftsamling/messaging/decision';

/** A unique index has decided a race; the service that owns it says what that means: `.catch(refuseDuplicate('campaign-exists', '…'))`. */
export function refuseDuplicate(code: string, sentence: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof AlreadyExists ? new Refusal(code, sentence) : error;
  };
}
