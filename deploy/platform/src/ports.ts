import { portFor } from '@kraftsamling/infrastructure/port';

export const mailboxPort = 8025;

/** The variable that chooses the port of a service, or of the mailbox. */
export function portVariable(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_PORT`;
}

/** Answers where something listens, given where it usually does. */
export type PortOf = (name: string, usual: number) => Promise<number>;

/** As its variable says, else where it usually does. */
export const chosenPort: PortOf = (name, usual) => {
  const variable = portVariable(name);
  return portFor(Number(process.env[variable] ?? usual), variable);
};

/** Any that is free, so that runs do not meet. */
export const freePort: PortOf = () => portFor(undefined, '');
