import type { Component } from '../../domain/dossier/component.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import { resumedDue } from './resumed-due.ts';
import { applicantOr, isApplicant } from './who-may.ts';
import type { Deps } from '../deps.ts';

/**
 * Receives the requested papers, from the applicant on `dossier.submit` or at the desk on `dossier.receive`,
 * and recomputes the due time.
 */
export const supplyPapers = ({
  directory,
  papers,
  ...records
}: Pick<Deps, 'dossiers' | 'directory' | 'papers'>) =>
  dossierAct(records, {
    whoMay: applicantOr('dossier.submit', 'dossier.receive'),
    command: async (
      {
        components,
        satisfies,
      }: ActInput & Readonly<{ components: readonly Component[]; satisfies: boolean }>,
      { file },
      context,
    ) => {
      await papers.keep(file.personId, components, context);
      return {
        type: 'SupplyPapers',
        // Only an official decides whether the papers cure every defect.
        data: {
          components,
          satisfies: isApplicant(context.principal, file.personId) ? null : satisfies,
          ...(await resumedDue(directory, file, context)),
        },
      };
    },
  });
