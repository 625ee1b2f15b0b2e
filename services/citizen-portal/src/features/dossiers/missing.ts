import { orUndefined, type CallSettings } from '@egov/chassis/grpc';
import { detailOf, termsOf } from '@egov/dossier-views';
import { DossierState, type Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import type { CitizenServices } from '../../services.ts';

/** Something that the office asked for: a paper of the procedure by its name, if it is one, and its words. */
export type Missing = Readonly<{ paper: string | undefined; words: string }>;

/** What the office asked for last, while it waits for it. */
export async function missingOf(
  services: Pick<CitizenServices, 'catalogue'>,
  dossier: Dossier,
  entries: readonly TimelineEntry[],
  call: CallSettings,
): Promise<readonly Missing[]> {
  if (dossier.state !== DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED) return [];
  const asked = entries.findLast(({ eventType }) => eventType === 'SupplementRequested');
  const defects = (asked && detailOf(asked, 'supplement')?.defects) ?? [];
  const papers = defects.some(({ paperId }) => paperId) ? await papersOf(services, dossier, call) : [];
  return defects
    .map(({ paperId, description }) => ({
      paper: papers.find((paper) => paper.paperId === paperId)?.name,
      words: description,
    }))
    .filter(({ paper, words }) => paper !== undefined || words !== '');
}

/** The papers in the terms of the dossier; none if the catalogue does not know its procedure. */
async function papersOf(
  { catalogue }: Pick<CitizenServices, 'catalogue'>,
  dossier: Dossier,
  call: CallSettings,
) {
  return (await orUndefined(() => termsOf(catalogue, dossier, call), ['NOT_FOUND']))?.papers ?? [];
}
