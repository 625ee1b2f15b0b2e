import type { CallSettings } from '@egov/chassis/grpc';
import type { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';
import { ifKnown } from '../../names/if-known.ts';
import type { StaffServices } from '../../services.ts';

/** The terms that apply to a dossier; undefined if the catalogue does not have them. */
export async function termsOf(
  { catalogue }: Pick<StaffServices, 'catalogue'>,
  { procedureId, procedureVersion }: Dossier,
  call: CallSettings,
): Promise<ProcedureTerms | undefined> {
  const known = await ifKnown(() => catalogue.listProcedureVersions({ procedureId }, call));
  return known?.versions.find(({ version }) => version === procedureVersion)?.terms;
}
