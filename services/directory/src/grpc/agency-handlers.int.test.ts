import { agencyId } from '@egov/chassis/domain';
import { aggregates } from '../domain/aggregates.ts';
import { expect, test } from '@jest/globals';
import { openRecords } from '@egov/chassis/application';
import { systemContext } from '@egov/chassis/runtime';
import { failureOf, memoryLog } from '@egov/chassis/testing';
import { AgencyCodeScheme, AgencyLevel } from '@egov/proto/egov/directory/v1/agency';
import { claimCode } from '../application/register/claim-entry.ts';
import {
  PHU_THO_TOWN,
  PROVINCE,
  VIET_TRI,
  district,
  inDirectory,
  once,
  withAgencies,
  type DirectoryWorld,
} from './test-support/directory-world.ts';

const GSO = AgencyCodeScheme.AGENCY_CODE_SCHEME_GSO;
const WARD = '5b2b2f7e-0000-4000-8000-000000007900';

const crashed = systemContext({
  service: 'directory',
  requestId: 'crashed',
  correlation: 'c',
  clock: () => '2026-07-06T02:00:00.000Z',
});

const on = (asOfDay: string) => ({ asOfDay });
const nameOn = async ({ agencies }: DirectoryWorld, asOf: string) =>
  (await agencies.getAgency({ agencyId: VIET_TRI, ...on(asOf) })).agency?.name;
const code = (text: string, validFromDay: string) => ({
  scheme: GSO,
  code: text,
  validFromDay,
});
const town = district(PHU_THO_TOWN, 'UBND thị xã Phú Thọ', '228');
const list = (asOf: string) => ({
  ...on(asOf),
});

test(
  'a letter of 2024 prints the name its office had in 2024',
  inDirectory(async (world) => {
    await withAgencies(world);
    await world.agencies.renameAgency({
      ...once(),
      agencyId: VIET_TRI,
      name: 'UBND phường Việt Trì',
      validFromDay: '2025-07-01',
    });
    expect(await nameOn(world, '2025-06-30')).toBe('UBND thành phố Việt Trì');
    expect(await nameOn(world, '2025-07-01')).toBe('UBND phường Việt Trì');
    expect(
      (await failureOf(world.agencies.getAgency({ agencyId: VIET_TRI, ...on('2012-05-03') }))).reason,
    ).toBe('NOT_FOUND');
  }),
);

test(
  'a dissolved district is returned as of its last day, with its successors',
  inDirectory(async (world) => {
    await withAgencies(world);
    await world.agencies.dissolveAgency({
      ...once(),
      agencyId: VIET_TRI,
      dissolvedOn: '2025-06-30',
      successors: [{ agencyId: PROVINCE, part: 'phường Gia Cẩm' }],
      legalGround: 'NQ 1676',
    });
    const { agency } = await world.agencies.getAgency({ agencyId: VIET_TRI, ...on('2026-01-01') });
    expect(agency).toMatchObject({
      name: 'UBND thành phố Việt Trì',
      parentId: PROVINCE,
      dissolvedOn: '2025-06-30',
      successors: [{ agencyId: PROVINCE, part: 'phường Gia Cẩm' }],
      codes: [{ code: '227', validUntilDay: '2025-06-30' }],
    });
    expect(
      (await world.agencies.listAgencies(list('2026-01-01'))).agencies.map(({ agencyId }) => agencyId),
    ).toEqual([PROVINCE]);
    expect(
      (await failureOf(world.agencies.findAgencyByCode({ scheme: GSO, code: '227', ...on('2025-07-01') })))
        .reason,
    ).toBe('NOT_FOUND');
  }),
);

test(
  'no two agencies have one code on one day, and a code given up goes to another the day after',
  inDirectory(async (world) => {
    await withAgencies(world);
    const { agencies } = world;
    const taken = await failureOf(
      agencies.establishAgency({ ...once(), ...district(PHU_THO_TOWN, 'UBND thị xã Phú Thọ', '227') }),
    );
    expect([taken.codeName, taken.reason]).toEqual(['ALREADY_EXISTS', 'AGENCY_CODE_TAKEN']);
    await agencies.establishAgency({ ...once(), ...town });
    await agencies.assignAgencyCode({ ...once(), agencyId: VIET_TRI, ...code('07900', '2025-07-01') });
    expect(
      (
        await failureOf(
          agencies.assignAgencyCode({ ...once(), agencyId: PHU_THO_TOWN, ...code('227', '2025-06-30') }),
        )
      ).reason,
    ).toBe('AGENCY_CODE_TAKEN');
    await agencies.assignAgencyCode({ ...once(), agencyId: PHU_THO_TOWN, ...code('227', '2025-07-01') });
    const named = async (asOf: string) =>
      (await agencies.findAgencyByCode({ scheme: GSO, code: '227', ...on(asOf) })).agency?.agencyId;
    expect([await named('2025-06-30'), await named('2025-07-01')]).toEqual([VIET_TRI, PHU_THO_TOWN]);
  }),
);

test(
  'of two agencies that claim a code at the same time one gets it',
  inDirectory(async (world) => {
    await withAgencies(world);
    const claims = [district(PHU_THO_TOWN, 'A', '230'), district(WARD, 'B', '230')].map((agency) =>
      world.agencies.establishAgency({ ...once(), ...agency }),
    );
    const outcomes = await Promise.allSettled(claims);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  }),
);

test('a claim left by a crash is void after a day, and resumed by the same request before', async () => {
  let now = '2026-07-06T02:00:00.000Z';
  const memory = memoryLog('directory', () => now);
  await inDirectory(
    async (world) => {
      await withAgencies(world);
      await claimCode(
        openRecords(memory.log, aggregates),
        { scheme: 'gso', code: '228', validFrom: '2012-05-04' },
        agencyId(PHU_THO_TOWN),
        crashed,
      );
      const other = { ...once(), ...district(WARD, 'UBND huyện khác', '228') };
      expect((await failureOf(world.agencies.establishAgency(other))).reason).toBe('AGENCY_CODE_TAKEN');
      now = '2026-07-07T02:00:00.001Z';
      await world.agencies.establishAgency(other);
      expect((await failureOf(world.agencies.establishAgency({ ...once(), ...town }))).reason).toBe(
        'AGENCY_CODE_TAKEN',
      );
    },
    () => now,
    memory,
  )();
});

test('an agency resumes its claim after a crash', async () => {
  const memory = memoryLog('directory');
  await inDirectory(
    async (world) => {
      await withAgencies(world);
      await claimCode(
        openRecords(memory.log, aggregates),
        { scheme: 'gso', code: '228', validFrom: '2012-05-04' },
        agencyId(PHU_THO_TOWN),
        crashed,
      );
      await world.agencies.establishAgency({ ...once(), ...town });
      expect(
        (await world.agencies.findAgencyByCode({ scheme: GSO, code: '228', ...on('2026-01-01') })).agency
          ?.agencyId,
      ).toBe(PHU_THO_TOWN);
    },
    undefined,
    memory,
  )();
});

test(
  'two agencies cannot be under each other',
  inDirectory(async (world) => {
    await withAgencies(world);
    await world.agencies.establishAgency({ ...once(), ...town, parentId: VIET_TRI });
    const { reason } = await failureOf(
      world.agencies.moveAgency({
        ...once(),
        agencyId: VIET_TRI,
        parentId: PHU_THO_TOWN,
        validFromDay: '2026-01-01',
      }),
    );
    expect(reason).toBe('AGENCY_UNDER_ITSELF');
  }),
);

test(
  'no agency is founded under, moved to or succeeded by one that does not or no longer exist',
  inDirectory(async (world) => {
    await withAgencies(world);
    const { agencies } = world;
    const reasonOf = async (call: Promise<unknown>) => (await failureOf(call)).reason;
    expect(await reasonOf(agencies.establishAgency({ ...once(), ...town, parentId: WARD }))).toBe(
      'AGENCY_UNKNOWN',
    );
    expect(
      await reasonOf(
        agencies.moveAgency({ ...once(), agencyId: VIET_TRI, parentId: WARD, validFromDay: '2026-01-01' }),
      ),
    ).toBe('AGENCY_UNKNOWN');
    const dissolve = {
      ...once(),
      agencyId: VIET_TRI,
      dissolvedOn: '2025-06-30',
      successors: [{ agencyId: WARD }],
    };
    expect(await reasonOf(agencies.dissolveAgency(dissolve))).toBe('AGENCY_UNKNOWN');
    await agencies.dissolveAgency({ ...dissolve, ...once(), successors: [] });
    expect(
      await reasonOf(
        agencies.establishAgency({ ...once(), ...town, parentId: VIET_TRI, establishedOn: '2026-01-01' }),
      ),
    ).toBe('AGENCY_DISSOLVED');
  }),
);

test(
  'agencies are listed by name in pages, found without diacritics, by level and by superior',
  inDirectory(async (world) => {
    await withAgencies(world);
    await world.agencies.establishAgency({ ...once(), ...town });
    const { agencies } = world;
    const ids = async (request: Partial<Parameters<typeof agencies.listAgencies>[0]>) =>
      (await agencies.listAgencies({ ...list('2024-01-01'), ...request })).agencies.map(
        ({ agencyId }) => agencyId,
      );
    const first = await agencies.listAgencies({ ...list('2024-01-01'), pageSize: 2 });
    expect(
      [
        ...first.agencies,
        ...(
          await agencies.listAgencies({ ...list('2024-01-01'), pageSize: 2, pageToken: first.nextPageToken })
        ).agencies,
      ].map(({ agencyId }) => agencyId),
    ).toEqual([VIET_TRI, PHU_THO_TOWN, PROVINCE]);
    expect(await ids({ text: 'phu tho' })).toEqual([PHU_THO_TOWN, PROVINCE]);
    expect(await ids({ text: 'Việt' })).toEqual([VIET_TRI]);
    expect(await ids({ text: '%' })).toEqual([]);
    expect(await ids({ level: AgencyLevel.AGENCY_LEVEL_PROVINCE })).toEqual([PROVINCE]);
    expect(await ids({ parentId: PROVINCE })).toEqual([VIET_TRI, PHU_THO_TOWN]);
    expect(
      (
        await failureOf(
          agencies.listAgencies({ ...list('2025-01-01'), pageSize: 2, pageToken: first.nextPageToken }),
        )
      ).reason,
    ).toBe('PAGE_TOKEN_INVALID');
  }),
);

test(
  'an invalid request is refused with the field',
  inDirectory(async ({ agencies }) => {
    const { codeName, violations } = await failureOf(
      agencies.establishAgency({ ...once(), ...town, codes: [code('two words', '2026-02-30')] }),
    );
    expect(codeName).toBe('INVALID_ARGUMENT');
    expect(violations.map(({ field }) => field)).toEqual(['codes[0].code', 'codes[0].valid_from_day']);
  }),
);
