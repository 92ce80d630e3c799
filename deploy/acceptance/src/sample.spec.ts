import { describe, expect, it } from '@jest/globals';
import { municipalities } from '@kraftsamling/geography';
import { slug } from './sample.ts';

describe('the address of a sample organisation', () => {
  it('spells its name as people do in addresses, whatever letters it has', () => {
    expect(slug('Vänersborgs stadsbibliotek')).toBe('vanersborgs-stadsbibliotek');
    expect(slug('Åmål, Östra Göinge & Co.')).toBe('amal-ostra-goinge-co');
    for (const { name } of municipalities) expect(slug(name).length).toBe(name.length);
  });
});
