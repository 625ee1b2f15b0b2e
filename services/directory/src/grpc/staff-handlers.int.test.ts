import { expect, test } from '@jest/globals';
import { failureOf, testToken } from '@egov/chassis/testing';
import {
  LAN,
  PROVINCE,
  VIET_TRI,
  inDirectory,
  newAppointment,
  newStaffMember,
  once,
  withAgencies,
  withLan,
  type DirectoryWorld,
} from './test-support/directory-world.ts';

const NOBODY = '5b2b2f7e-0000-4000-8000-00000000a009';
const on = (asOfDay: string) => ({ asOfDay });
const list = { agencyId: VIET_TRI, ...on('2026-01-01') };
const positionsOn = async ({ staff }: DirectoryWorld, asOf: string) =>
  (await staff.getStaffMember({ staffId: LAN, ...on(asOf) })).staffMember?.appointments.map(
    ({ position }) => position,
  );

test(
  'who held a position on a day is known years later',
  inDirectory(async (world) => {
    const appointmentId = await withLan(world);
    await world.staff.endAppointment({
      ...once(),
      staffId: LAN,
      appointmentId,
      untilDay: '2024-06-30',
      reason: 'Bổ nhiệm',
    });
    await world.staff.appointStaffMember({
      ...once(),
      ...newAppointment,
      position: 'Phó Giám đốc',
      fromDay: '2024-07-01',
    });
    expect(await positionsOn(world, '2018-12-31')).toEqual([]);
    expect(await positionsOn(world, '2024-06-30')).toEqual(['Chuyên viên']);
    expect(await positionsOn(world, '2024-07-01')).toEqual(['Phó Giám đốc']);
    const { staffMember } = await world.staff.findStaffMemberBySubject({
      subject: 'lan',
      ...on('2026-01-01'),
    });
    expect(staffMember?.allAppointments.map(({ fromDay: from, untilDay: until }) => [from, until])).toEqual([
      ['2019-01-01', '2024-06-30'],
      ['2024-07-01', undefined],
    ]);
  }),
);

test(
  'no two staff members log in as one subject, not even at the same time',
  inDirectory(async (world) => {
    await withAgencies(world);
    const register = () => world.staff.registerStaffMember({ ...once(), ...newStaffMember });
    const outcomes = await Promise.allSettled([register(), register()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { codeName, reason } = await failureOf(register());
    expect([codeName, reason]).toEqual(['ALREADY_EXISTS', 'SUBJECT_TAKEN']);
  }),
);

test(
  'staff are not registered for, nor appointed to, an agency that does not exist',
  inDirectory(async (world) => {
    await withLan(world);
    const unknown = await failureOf(
      world.staff.appointStaffMember({ ...once(), ...newAppointment, agencyId: NOBODY }),
    );
    expect(unknown.reason).toBe('AGENCY_UNKNOWN');
    expect(
      (
        await failureOf(
          world.staff.registerStaffMember({
            ...once(),
            ...newStaffMember,
            subject: 'minh',
            agencyId: NOBODY,
          }),
        )
      ).reason,
    ).toBe('AGENCY_UNKNOWN');
    await world.agencies.dissolveAgency({
      ...once(),
      agencyId: VIET_TRI,
      dissolvedOn: '2025-06-30',
      successors: [],
    });
    const dissolved = await failureOf(
      world.staff.appointStaffMember({
        ...once(),
        ...newAppointment,
        position: 'Giám đốc',
        fromDay: '2025-07-01',
      }),
    );
    expect(dissolved.reason).toBe('AGENCY_DISSOLVED');
  }),
);

test(
  'the staff of an agency are listed by name in pages whose tokens name nobody',
  inDirectory(async (world) => {
    await withLan(world);
    const { staffId: minh } = await world.staff.registerStaffMember({
      ...once(),
      ...newStaffMember,
      subject: 'minh',
      name: 'Đặng Văn Minh',
    });
    await world.staff.appointStaffMember({ ...once(), ...newAppointment, staffId: minh });
    const first = await world.staff.listStaffMembers({ ...list, pageSize: 1 });
    expect(first.staffMembers.map(({ name }) => name)).toEqual(['Đặng Văn Minh']);
    expect(Buffer.from(first.nextPageToken ?? '', 'base64url').toString()).not.toMatch(/minh|Minh/);
    const second = await world.staff.listStaffMembers({
      ...list,
      pageSize: 1,
      pageToken: first.nextPageToken,
    });
    expect(second).toMatchObject({ staffMembers: [{ name: 'Nguyễn Thị Lan' }] });
    expect(
      (await world.staff.listStaffMembers({ ...list, text: 'dang' })).staffMembers.map(
        ({ staffId }) => staffId,
      ),
    ).toEqual([minh]);
    expect((await world.staff.listStaffMembers({ ...list, ...on('2018-12-31') })).staffMembers).toEqual([]);
  }),
);

test(
  'without an agency everybody in the caller’s scope is listed, once each',
  inDirectory(async (world) => {
    await withLan(world);
    const { staffId: minh } = await world.staff.registerStaffMember({
      ...once(),
      ...newStaffMember,
      subject: 'minh',
      name: 'Đặng Văn Minh',
    });
    await world.staff.appointStaffMember({ ...once(), ...newAppointment, staffId: minh, agencyId: PROVINCE });
    const names = async (agencies: readonly string[]) =>
      (
        await world.staff.listStaffMembers(
          { ...on('2026-01-01') },
          {
            token: testToken({ agencies, permissions: ['staff.read'] }),
          },
        )
      ).staffMembers.map(({ name }) => name);
    expect(await names(['*'])).toEqual(['Đặng Văn Minh', 'Nguyễn Thị Lan']);
    expect(await names([PROVINCE])).toEqual(['Đặng Văn Minh']);
    expect(await names([])).toEqual([]);
  }),
);

test(
  'an official of another agency sees a staff member once they serve there',
  inDirectory(async (world) => {
    await withLan(world);
    const token = testToken({ agencies: [PROVINCE], permissions: ['staff.read'] });
    const ask = () => world.staff.getStaffMember({ staffId: LAN, ...on('2026-01-01') }, { token });
    expect((await failureOf(ask())).reason).toBe('NOT_FOUND');
    await world.staff.appointStaffMember({ ...once(), ...newAppointment, agencyId: PROVINCE });
    expect((await ask()).staffMember?.name).toBe('Nguyễn Thị Lan');
  }),
);

test(
  'an agency sees who served there, on any day asked about, but nothing of where they went',
  inDirectory(async (world) => {
    await withLan(world);
    const token = testToken({ agencies: [PROVINCE], permissions: ['staff.read'] });
    const away = { ...once(), ...newAppointment, agencyId: PROVINCE };
    const { appointmentId } = await world.staff.appointStaffMember(away);
    const asked = (day: string) => [
      world.staff.getStaffMember({ staffId: LAN, ...on(day) }, { token }),
      world.staff.findStaffMemberBySubject({ subject: 'lan', ...on(day) }, { token }),
      world.staff
        .listStaffMembers({ ...on(day) }, { token })
        .then(({ staffMembers }) => ({ staffMember: staffMembers[0] })),
    ];
    for (const { staffMember } of await Promise.all(asked('2020-01-01')))
      expect(staffMember).toMatchObject({ email: 'lan@phutho.example', appointments: [{}, {}] });
    const left = { staffId: LAN, appointmentId, untilDay: '2024-06-30', reason: 'Điều động' };
    await world.staff.endAppointment({ ...once(), ...left });
    for (const { staffMember } of await Promise.all(asked('2020-01-01')))
      expect(staffMember).toMatchObject({
        name: 'Nguyễn Thị Lan',
        email: undefined,
        phone: undefined,
        appointments: [{ agencyId: PROVINCE }],
        allAppointments: [{ agencyId: PROVINCE }],
      });
  }),
);

test(
  'names, e-mail and phone are sealed in the log',
  inDirectory(async (world) => {
    await withLan(world);
    expect(
      JSON.stringify(world.memory.stored, (_key, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      ),
    ).not.toMatch(/Lan|lan@|0210/);
  }),
);
