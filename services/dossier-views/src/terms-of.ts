import type { CallSettings, GrpcClient } from '@egov/chassis/grpc';
import type { Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { CatalogueServiceDefinition } from '@egov/proto/egov/procedures/v1/catalogue_service';
import type { ProcedureTerms } from '@egov/proto/egov/procedures/v1/procedure';

type Catalogue = Pick<GrpcClient<typeof CatalogueServiceDefinition>, 'listProcedureVersions'>;

/** The terms that apply to a dossier, by its version; undefined if its procedure has no such version. */
export async function termsOf(
  catalogue: Catalogue,
  { procedureId, procedureVersion }: Pick<Dossier, 'procedureId' | 'procedureVersion'>,
  call: CallSettings,
): Promise<ProcedureTerms | undefined> {
  const { versions } = await catalogue.listProcedureVersions({ procedureId }, call);
  return versions.find(({ version }) => version === procedureVersion)?.terms;
}
