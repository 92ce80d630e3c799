import type { Policy } from '../access/allow.ts';
import type { Operation, SecuritySchemes } from './operation.ts';

const schemes = {
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A signed token (ES256 or EdDSA) with the claim `role`, and what the role is bound to.',
  },
  managementLink: {
    type: 'http',
    scheme: 'bearer',
    description:
      'The secret of a management link: who has it may see and change the one thing that the link belongs to.',
  },
} satisfies SecuritySchemes;

/** Those that some operation asks for. */
export function securitySchemesOf(operations: readonly Operation[]): SecuritySchemes {
  const used = new Set(operations.flatMap(({ security = [] }) => security.flatMap((way) => Object.keys(way))));
  return Object.fromEntries(Object.entries(schemes).filter(([name]) => used.has(name)));
}

/**
 * Says of an operation what its `@Allow(…)` says: in words, and for programs as `x-roles`. A requirement can list roles too, but then all
 * of them are needed at once.
 */
export function addAccess(operation: Operation, policy: readonly Policy[]): void {
  const roles = policy.filter((each) => each !== 'anyone' && each !== 'link');

  operation.security = [
    ...(policy.includes('anyone') ? [{}] : []),
    ...(roles.length > 0 ? [{ token: [] }] : []),
    ...(policy.includes('link') ? [{ managementLink: [] }] : []),
  ];
  operation.description = [operation.description, `For ${whoMay(policy)}.`].filter(Boolean).join('\n\n');
  if (roles.length > 0) Object.assign(operation, { 'x-roles': roles });
}

function whoMay(policy: readonly Policy[]): string {
  return policy.map((each) => (each === 'link' ? 'who has the management link' : each)).join(', ');
}
