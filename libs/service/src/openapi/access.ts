import type { Policy } from '../access/allow.ts';
import type { Operation, SecuritySchemes } from './operation.ts';

export const securitySchemes: SecuritySchemes = {
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
};

/** Says of an operation what its `@Allow(…)` says. */
export function addAccess(operation: Operation, policy: readonly Policy[]): void {
  const roles = policy.filter((each) => each !== 'anyone' && each !== 'link');

  operation.security = [
    ...(policy.includes('anyone') ? [{}] : []),
    ...(roles.length > 0 ? [{ token: roles }] : []),
    ...(policy.includes('link') ? [{ managementLink: [] }] : []),
  ];
}

/** The same in words. */
export function whoMay(security: Operation['security']): string {
  const words = (security ?? []).map((way) => {
    if ('token' in way) return (way['token'] ?? []).join(', ');
    return 'managementLink' in way ? 'management link' : 'anyone';
  });
  return words.join(', ');
}
