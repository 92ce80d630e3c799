import { portFor } from '@kraftsamling/infrastructure/port';

export const mailboxPort = 8025;

/** The variable that chooses the port of a service, or of the mailbox. */
export function portVariable(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_PORT`;
}

/** Answers where something listens, given where it usually does. */
export type PortOf = (name: string, usual: number) => Promise<number>;

/** As its variable says, else where it usually does. */
export const chosenPort: PortOf = async (name, usual) => {
  const variable = portVariable(name);
  return portFor(chosenBy(variable) ?? usual, variable);
};

/** The port that a variable chooses, where it is set. */
export function chosenBy(variable: string): number | undefined {
  const value = process.env[variable] ?? '';
  if (value === '') return undefined;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${variable} is "${value}", which is no port: it must be a number from 1 to 65535.`);
  return port;
}

/** Any that is free, so that runs do not meet. */
export const freePort: PortOf = () => portFor(undefined, '');
