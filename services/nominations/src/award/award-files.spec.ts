import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { NewAwardDto } from './award.dto.ts';
import type { AwardPlan } from './award.state.ts';
import { draftAward } from './award.ts';

const folder = new URL('../../awards/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('The awards that are files', () => {
  it.each(files)('%s is one that can be drafted as it is, under the name of its file', (file) => {
    const plain = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object;
    const award = plainToInstance(NewAwardDto, plain);

    expect(validateSync(award, { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
    expect(file).toBe(`${award.id}.json`);
    expect(draftAward(award as AwardPlan).state.status).toBe('draft');
  });
});
