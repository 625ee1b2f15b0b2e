import { z } from 'zod';
import { readRecords } from './read-records.ts';
import { stableId } from './stable-id.ts';
import { localDate } from './values.ts';

export type ReferenceAgencyCode = { scheme: 'QCVN102' | 'QD20' | 'GSO'; code: string; from: string };
export type ReferenceAgency = {
  id: string;
  key: string;
  /** The first name; `names` has the later ones too. */
  name: string;
  names: readonly { name: string; from: string }[];
  level: 'province' | 'department' | 'district' | 'commune' | 'division';
  /** `department` for the sixteen sở, `office` for other units of their level. */
  kind: 'province' | 'department' | 'office' | 'one-stop-centre' | 'district' | 'commune';
  parentId: string | null;
  /** The agency that it stood under later, and from when. */
  moves: readonly { parentId: string; from: string }[];
  codes: readonly ReferenceAgencyCode[];
  establishedOn: string;
  /** Its last day. */
  dissolvedOn: string | null;
  /** Empty where the source does not name a successor. */
  successorIds: readonly string[];
};

const FIRST_DAY = '2019-01-01';
/** The day from which the platform uses the codes of Decision 20/2020; a reference value. */
const NEW_CODES_FROM = '2021-01-01';
const LAST_DAY_OF_DISTRICTS = '2025-06-30';
const FIRST_DAY_WITHOUT_DISTRICTS = '2025-07-01';
const FIRST_DISTRICT_NUMBER = 21;
/**
 * Communes of 2025 stand directly under the province: their codes use the free places from 40 on, 99 in each.
 */
const FIRST_PLACE_OF_NEW_COMMUNES = 40;
const CODES_PER_PLACE = 99;

export const PROVINCE_KEY = 'ubnd-tinh';
export const ONE_STOP_CENTRE_KEY = 'trung-tam-phuc-vu-hanh-chinh-cong';
const OFFICE_OF_THE_PROVINCE_KEY = 'van-phong-uy-ban-nhan-dan';

const departmentRecord = z.strictObject({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['department', 'office']),
  number: z.int().min(1).max(20),
});
const districtRecord = z.strictObject({
  gso: z.string().regex(/^\d{3}$/),
  name: z.string(),
  successors: z.array(z.string()),
});
const communeRecord = z.strictObject({
  key: z.string(),
  gso: z.string().regex(/^\d{5}$/),
  district: z.string().nullable(),
  number: z.int().positive(),
  names: z.array(z.strictObject({ name: z.string(), from: localDate })).min(1),
  until: localDate.nullable(),
  successors: z.array(z.string()),
});

const committeeOf = (unit: string): string =>
  `Ủy ban nhân dân ${unit.charAt(0).toLowerCase()}${unit.slice(1)}`;
const pad = (number: number, width: number): string => String(number).padStart(width, '0');
export const agencyIdOf = (key: string): string => stableId('agency', key);
const bothSchemes = (qcvn: string, qd20: string): readonly ReferenceAgencyCode[] => [
  { scheme: 'QCVN102', code: `${qcvn}.H44`, from: FIRST_DAY },
  { scheme: 'QD20', code: qd20 === '' ? 'H44' : `H44.${qd20}`, from: NEW_CODES_FROM },
];

type Fixed = Pick<ReferenceAgency, 'key' | 'name' | 'level' | 'kind' | 'codes'> & { parent: string | null };
const lasting = ({ key, parent, ...rest }: Fixed): ReferenceAgency => ({
  ...rest,
  key,
  id: agencyIdOf(key),
  names: [{ name: rest.name, from: FIRST_DAY }],
  parentId: parent === null ? null : agencyIdOf(parent),
  moves: [],
  establishedOn: FIRST_DAY,
  dissolvedOn: null,
  successorIds: [],
});

function provincialAgencies(): readonly ReferenceAgency[] {
  const province = lasting({
    key: PROVINCE_KEY,
    name: 'Ủy ban nhân dân tỉnh Phú Thọ',
    level: 'province',
    kind: 'province',
    parent: null,
    codes: [...bothSchemes('000.00.00', ''), { scheme: 'GSO', code: '25', from: FIRST_DAY }],
  });
  const departments = readRecords('departments.json', departmentRecord).map(({ key, name, kind, number }) =>
    lasting({
      key,
      name,
      kind,
      level: 'department',
      parent: PROVINCE_KEY,
      codes: bothSchemes(`000.00.${pad(number, 2)}`, pad(number, 2)),
    }),
  );
  const centre = lasting({
    key: ONE_STOP_CENTRE_KEY,
    name: 'Trung tâm Phục vụ hành chính công tỉnh Phú Thọ',
    level: 'division',
    kind: 'one-stop-centre',
    parent: OFFICE_OF_THE_PROVINCE_KEY,
    codes: bothSchemes('000.01.01', '01.01'),
  });
  return [province, ...departments, centre];
}

type DistrictRecord = z.infer<typeof districtRecord>;
const districtNumber = (districts: readonly DistrictRecord[], gso: string): number =>
  FIRST_DISTRICT_NUMBER + districts.findIndex((district) => district.gso === gso);

const districtAgencies = (districts: readonly DistrictRecord[]): readonly ReferenceAgency[] =>
  districts.map(({ gso, name, successors }) => {
    const number = pad(districtNumber(districts, gso), 2);
    const district = lasting({
      key: gso,
      name: committeeOf(name),
      level: 'district',
      kind: 'district',
      parent: PROVINCE_KEY,
      codes: [...bothSchemes(`000.00.${number}`, number), { scheme: 'GSO', code: gso, from: FIRST_DAY }],
    });
    return { ...district, dissolvedOn: LAST_DAY_OF_DISTRICTS, successorIds: successors.map(agencyIdOf) };
  });

type CommuneRecord = z.infer<typeof communeRecord>;

function communeCodes(
  districts: readonly DistrictRecord[],
  record: CommuneRecord,
  from: string,
): readonly ReferenceAgencyCode[] {
  const { district, gso, number, until } = record;
  const statistics: ReferenceAgencyCode = { scheme: 'GSO', code: gso, from };
  if (district === null) {
    const place = FIRST_PLACE_OF_NEW_COMMUNES + Math.floor((number - 1) / CODES_PER_PLACE);
    return [
      { scheme: 'QD20', code: `H44.${place}.${pad(((number - 1) % CODES_PER_PLACE) + 1, 2)}`, from },
      statistics,
    ];
  }
  const above = pad(districtNumber(districts, district), 2);
  const agencyCodes = bothSchemes(`${pad(number, 3)}.00.${above}`, `${above}.${pad(number, 2)}`)
    .map((code) => ({ ...code, from: code.from > from ? code.from : from }))
    .filter((code) => until === null || code.from <= until);
  return [...agencyCodes, statistics];
}

const communeAgency = (districts: readonly DistrictRecord[], record: CommuneRecord): ReferenceAgency => {
  const { key, district, until, successors } = record;
  const names = record.names.map(({ name, from }) => ({ name: committeeOf(name), from }));
  const establishedOn = names[0]?.from ?? FIRST_DAY;
  const outlivedDistrict = district !== null && until === null;
  return {
    id: agencyIdOf(key),
    key,
    level: 'commune',
    kind: 'commune',
    names,
    establishedOn,
    name: names[0]?.name ?? '',
    parentId: agencyIdOf(district ?? PROVINCE_KEY),
    moves: outlivedDistrict
      ? [{ parentId: agencyIdOf(PROVINCE_KEY), from: FIRST_DAY_WITHOUT_DISTRICTS }]
      : [],
    codes: communeCodes(districts, record, establishedOn),
    dissolvedOn: until,
    successorIds: successors.map(agencyIdOf),
  };
};

/** All agencies, superiors before subordinates, those of 2025 last. */
export function referenceAgencies(): readonly ReferenceAgency[] {
  const districts = readRecords('districts.json', districtRecord);
  return [
    ...provincialAgencies(),
    ...districtAgencies(districts),
    ...readRecords('communes.json', communeRecord).map((record) => communeAgency(districts, record)),
  ];
}

/** The agencies that existed on a day. */
export const agenciesOn = (agencies: readonly ReferenceAgency[], day: string): readonly ReferenceAgency[] =>
  agencies.filter(
    ({ establishedOn, dissolvedOn }) => establishedOn <= day && (dissolvedOn === null || dissolvedOn >= day),
  );
