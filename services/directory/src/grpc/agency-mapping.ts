import {
  AgencyCodeScheme,
  AgencyLevel,
  type Agency,
  type AgencyCode,
  type AgencyName,
} from '@egov/proto/egov/directory/v1/agency';
import type { AgencyLevel as Level, CodeScheme } from '../domain/agency/events.ts';
import type { AgencyView, DatedCode, DatedName } from '../projections/signatures.ts';

const LEVELS = {
  [AgencyLevel.AGENCY_LEVEL_PROVINCE]: 'province',
  [AgencyLevel.AGENCY_LEVEL_DEPARTMENT]: 'department',
  [AgencyLevel.AGENCY_LEVEL_DISTRICT]: 'district',
  [AgencyLevel.AGENCY_LEVEL_COMMUNE]: 'commune',
  [AgencyLevel.AGENCY_LEVEL_DIVISION]: 'division',
} as const;

const SCHEMES = {
  [AgencyCodeScheme.AGENCY_CODE_SCHEME_QCVN102]: 'qcvn102',
  [AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20]: 'qd20',
  [AgencyCodeScheme.AGENCY_CODE_SCHEME_GSO]: 'gso',
} as const;

const WIRE_LEVELS: Readonly<Record<Level, AgencyLevel>> = {
  province: AgencyLevel.AGENCY_LEVEL_PROVINCE,
  department: AgencyLevel.AGENCY_LEVEL_DEPARTMENT,
  district: AgencyLevel.AGENCY_LEVEL_DISTRICT,
  commune: AgencyLevel.AGENCY_LEVEL_COMMUNE,
  division: AgencyLevel.AGENCY_LEVEL_DIVISION,
};
const WIRE_SCHEMES: Readonly<Record<CodeScheme, AgencyCodeScheme>> = {
  qcvn102: AgencyCodeScheme.AGENCY_CODE_SCHEME_QCVN102,
  qd20: AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20,
  gso: AgencyCodeScheme.AGENCY_CODE_SCHEME_GSO,
};

export const levelFrom = (level: keyof typeof LEVELS): Level => LEVELS[level];
export const schemeFrom = (scheme: keyof typeof SCHEMES): CodeScheme => SCHEMES[scheme];

const codeTo = ({ scheme, code, validFrom, validUntil }: DatedCode): AgencyCode => ({
  scheme: WIRE_SCHEMES[scheme],
  code,
  validFrom,
  validUntil: validUntil ?? '',
});

const nameTo = ({ name, validFrom, validUntil }: DatedName): AgencyName => ({
  name,
  validFrom,
  validUntil: validUntil ?? '',
});

export const agencyTo = (view: AgencyView): Agency => ({
  agencyId: view.agencyId,
  name: view.name,
  level: WIRE_LEVELS[view.level],
  parentId: view.parentId ?? '',
  codes: view.codes.map(codeTo),
  names: view.names.map(nameTo),
  allCodes: view.allCodes.map(codeTo),
  establishedOn: view.establishedOn,
  dissolvedOn: view.dissolvedOn ?? '',
  successors: view.successors.map(({ agencyId, part }) => ({ agencyId, part: part ?? '' })),
  revision: BigInt(view.revision),
});
