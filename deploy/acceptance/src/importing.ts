import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onceReplicated } from './arranging.ts';
import type { Desks } from './arranging.ts';
import type { SampleYear } from './sample-activities.ts';
import { sampleProgramme } from './sample-programme.ts';
import type { CampaignFile } from './sample.ts';

/** A municipality's programme as a file. */
export interface Programme {
  readonly municipality: string;
  readonly campaignId: string;
  readonly csv: string;
}

export async function programmesOf(files: readonly CampaignFile[]): Promise<Programme[]> {
  const programmes: Programme[] = [];
  for (const { campaign, sample } of files)
    if (sample.programme !== undefined && sample.municipality !== undefined)
      programmes.push({
        municipality: sample.municipality,
        campaignId: campaign.id,
        csv: await readFile(join(import.meta.dirname, 'campaigns', sample.programme), 'utf8'),
      });
  return programmes;
}

/** The same file a second time changes nothing. */
export async function importAll(
  programmes: readonly Programme[],
  desks: Desks,
  log: (line: string) => void,
): Promise<void> {
  for (const { municipality, campaignId, csv } of programmes) {
    const desk = await desks.municipality(municipality);
    const path = `/v1/municipalities/${municipality}/programme-imports?campaign=${campaignId}`;
    const { rows, created } = await onceReplicated(() =>
      desk.postFile<{ rows: number; created: number }>(path, 'text/csv', csv),
    );
    log(`Programme of ${municipality}: ${rows} rows, ${created} of them new`);
  }
}

export function withProgrammes({ activities, resources }: SampleYear, programmes: readonly Programme[]): SampleYear {
  const imported = programmes.flatMap(({ csv, municipality, campaignId }) =>
    sampleProgramme(csv, municipality, campaignId),
  );
  return { activities: [...imported, ...activities], resources };
}
