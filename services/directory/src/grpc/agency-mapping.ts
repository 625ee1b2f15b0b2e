import type { Agency, AgencyCode, AgencyName } from '@egov/proto/egov/directory/v1/agency';
import type { AgencyView, DatedCode, DatedName } from '../projections/queries/agencies.ts';
import { agencyLevels, codeSchemes } from './enums.ts';

const codeTo = ({ scheme, code, validFrom, validUntil }: DatedCode): AgencyCode => ({
  scheme: codeSchemes.to(scheme),
  code,
  validFromDay: validFrom,
  validUntilDay: validUntil ?? undefined,
});

const nameTo = ({ name, validFrom, validUntil }: DatedName): AgencyName => ({
  name,
  validFromDay: validFrom,
  validUntilDay: validUntil ?? undefined,
});

export const agencyTo = (view: AgencyView): Agency => ({
  agencyId: view.agencyId,
  name: view.name,
  level: agencyLevels.to(view.level),
  parentId: view.parentId ?? undefined,
  codes: view.codes.map(codeTo),
  names: view.names.map(nameTo),
  allCodes: view.allCodes.map(codeTo),
  establishedOn: view.establishedOn,
  dissolvedOn: view.dissolvedOn ?? undefined,
  successors: view.successors.map(({ agencyId, part }) => ({ agencyId, part: part ?? undefined })),
  revision: BigInt(view.revision),
});
