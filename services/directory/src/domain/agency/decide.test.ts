import { test } from '@jest/globals';
import { specFor } from '@egov/chassis/testing';
import { PROVINCE, OTHER, VIET_TRI, dissolved, established, gso } from './agency.fixture.ts';
import {
  agencyDecider,
  type AssignAgencyCode,
  type DissolveAgency,
  type EstablishAgency,
  type MoveAgency,
  type RenameAgency,
} from './decide.ts';

const agency = specFor(agencyDecider);

const establish = (data: Partial<EstablishAgency['data']> = {}) => ({
  type: 'EstablishAgency' as const,
  data: {
    agencyId: VIET_TRI,
    name: 'UBND thành phố Việt Trì',
    level: 'district' as const,
    superior: { agencyId: PROVINCE, above: [] },
    codes: [],
    establishedOn: '2012-05-04',
    ...data,
  },
});
const rename = (name: string, validFrom: string) => ({
  type: 'RenameAgency' as const,
  data: { agencyId: VIET_TRI, name, validFrom } satisfies RenameAgency['data'],
});
const assign = (code: string, validFrom: string) => ({
  type: 'AssignAgencyCode' as const,
  data: { agencyId: VIET_TRI, ...gso(code, validFrom) } satisfies AssignAgencyCode['data'],
});
const move = (superior: MoveAgency['data']['superior'], validFrom = '2020-01-01') => ({
  type: 'MoveAgency' as const,
  data: { agencyId: VIET_TRI, superior, validFrom },
});
const dissolve = (data: Partial<DissolveAgency['data']> = {}) => ({
  type: 'DissolveAgency' as const,
  data: {
    agencyId: VIET_TRI,
    dissolvedOn: '2025-06-30',
    successors: [{ agencyId: OTHER, part: null }],
    legalGround: 'NQ 202/2025/QH15',
    ...data,
  },
});

test('an agency is established under another with its codes', () => {
  agency
    .given([])
    .when(establish({ codes: [gso('227', '2012-05-04')] }))
    .then([established({ codes: [gso('227', '2012-05-04')] })]);
});

test('the province has no superior', () => {
  agency
    .given([])
    .when(establish({ superior: null }))
    .then([established({ parentId: null })]);
});

test('an agency is established once', () => {
  agency.given([established()]).when(establish()).refuses('AGENCY_EXISTS', { agencyId: VIET_TRI });
});

test('an agency has one code per scheme at a time', () => {
  agency
    .given([])
    .when(establish({ codes: [gso('227', '2012-05-04'), gso('228', '2012-05-04')] }))
    .refuses('AGENCY_CODE_SCHEME_TWICE', { field: 'codes' });
});

test('no code is valid before the agency exists', () => {
  agency
    .given([])
    .when(establish({ codes: [gso('227', '2012-05-03')] }))
    .refuses('VALIDITY_BACKWARDS');
});

test('an agency has a new name from a day, and prints the former one before it', () => {
  agency
    .given([established()])
    .when(rename('UBND phường Việt Trì', '2025-07-01'))
    .then([
      {
        type: 'AgencyRenamed',
        data: { agencyId: VIET_TRI, name: 'UBND phường Việt Trì', validFrom: '2025-07-01' },
      },
    ]);
});

test('a name mistyped on the first day is corrected for that day', () => {
  agency
    .given([established({ name: 'UBND tp Viet Tri' })])
    .when(rename('UBND thành phố Việt Trì', '2012-05-04'))
    .then([
      {
        type: 'AgencyRenamed',
        data: { agencyId: VIET_TRI, name: 'UBND thành phố Việt Trì', validFrom: '2012-05-04' },
      },
    ]);
});

test('renaming to the current name changes nothing', () => {
  agency.given([established()]).when(rename('UBND thành phố Việt Trì', '2020-01-01')).then([]);
});

test('a name cannot be added before the current one', () => {
  agency
    .given([established()])
    .when(rename('Ty', '2012-05-03'))
    .refuses('VALIDITY_BACKWARDS', { validFrom: '2012-05-03', current: '2012-05-04' });
});

test('a new code ends the former one of its scheme on the day before', () => {
  agency
    .given([established({ codes: [gso('227', '2012-05-04')] })])
    .when(assign('07900', '2025-07-01'))
    .thenState({
      phase: 'standing',
      agencyId: VIET_TRI,
      establishedOn: '2012-05-04',
      name: 'UBND thành phố Việt Trì',
      namedFrom: '2012-05-04',
      parentId: PROVINCE,
      underFrom: '2012-05-04',
      codes: [
        { ...gso('227', '2012-05-04'), validUntil: '2025-06-30' },
        { ...gso('07900', '2025-07-01'), validUntil: null },
      ],
    });
});

test('assigning the current code changes nothing', () => {
  agency
    .given([established({ codes: [gso('227', '2012-05-04')] })])
    .when(assign('227', '2020-01-01'))
    .then([]);
});

test('a code begins neither before the current one nor before the agency', () => {
  agency
    .given([established({ codes: [gso('227', '2019-01-01')] })])
    .when(assign('228', '2018-12-31'))
    .refuses('VALIDITY_BACKWARDS');
  agency.given([established()]).when(assign('228', '2012-01-01')).refuses('VALIDITY_BACKWARDS');
});

test('an agency is moved under another', () => {
  agency
    .given([established()])
    .when(move({ agencyId: OTHER, above: [PROVINCE] }))
    .then([{ type: 'AgencyMoved', data: { agencyId: VIET_TRI, parentId: OTHER, validFrom: '2020-01-01' } }]);
  agency
    .given([established()])
    .when(move({ agencyId: PROVINCE, above: [] }))
    .then([]);
});

test('an agency cannot be under itself or under one below it', () => {
  agency
    .given([established()])
    .when(move({ agencyId: VIET_TRI, above: [] }))
    .refuses('AGENCY_UNDER_ITSELF');
  agency
    .given([established()])
    .when(move({ agencyId: OTHER, above: [VIET_TRI, PROVINCE] }))
    .refuses('AGENCY_UNDER_ITSELF', { agencyId: VIET_TRI, parentId: OTHER });
});

test('a district is dissolved with its successors, and its codes end with it', () => {
  agency
    .given([established({ codes: [gso('227', '2012-05-04')] })])
    .when(dissolve())
    .then([dissolved()]);
  agency.given([established({ codes: [gso('227', '2012-05-04')] }), dissolved()]).thenState({
    phase: 'dissolved',
    dissolvedOn: '2025-06-30',
    agencyId: VIET_TRI,
    establishedOn: '2012-05-04',
    name: 'UBND thành phố Việt Trì',
    namedFrom: '2012-05-04',
    parentId: PROVINCE,
    underFrom: '2012-05-04',
    codes: [{ ...gso('227', '2012-05-04'), validUntil: '2025-06-30' }],
  });
});

test('an agency cannot end before it began, nor succeed itself', () => {
  agency
    .given([established()])
    .when(dissolve({ dissolvedOn: '2012-05-03' }))
    .refuses('VALIDITY_BACKWARDS');
  agency
    .given([established()])
    .when(dissolve({ successors: [{ agencyId: VIET_TRI, part: null }] }))
    .refuses('AGENCY_SUCCEEDS_ITSELF');
});

test.each([
  ['renamed', rename('Khác', '2026-01-01')],
  ['given a code', assign('1', '2026-01-01')],
  ['moved', move({ agencyId: OTHER, above: [] }, '2026-01-01')],
  ['dissolved again', dissolve()],
])('a dissolved agency is not %s', (_what, command) => {
  agency
    .given([established(), dissolved()])
    .when(command)
    .refuses('AGENCY_DISSOLVED', { agencyId: VIET_TRI, dissolvedOn: '2025-06-30' });
});

test.each([
  ['renamed', rename('Khác', '2026-01-01')],
  ['given a code', assign('1', '2026-01-01')],
  ['moved', move({ agencyId: OTHER, above: [] }, '2026-01-01')],
  ['dissolved', dissolve()],
])('an agency that does not exist is not %s', (_what, command) => {
  agency.given([]).when(command).refuses('NOT_FOUND', {});
});
