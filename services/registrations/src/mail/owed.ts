import type { Registration } from '../registration/registration.state.ts';

/** Whether the registration itself says that it has come so far: an event that says so may have been forged, or be of a database that is no more. */
export function isOwed(template: 'contacted' | 'kit', registration: Registration): boolean {
  switch (template) {
    case 'contacted':
      return 'contactedAt' in registration;
    case 'kit':
      return 'kitIssuedAt' in registration;
  }
}
