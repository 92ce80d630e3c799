import { describe, expect, it } from '@jest/globals';
import { RegistrationsSettings } from './registrations.settings.ts';

describe('the settings of this service', () => {
  it('say where the management links lead: nobody is mailed a link to nowhere', () => {
    const { publicUrl } = RegistrationsSettings.schema;
    expect(publicUrl.variable).toBe('PUBLIC_URL');
    expect(() => publicUrl.whenMissing()).toThrow('must be set');
    expect(() => publicUrl.parse('registrations.example')).toThrow('must be an address');
  });
});
