import { expect, test } from '@jest/globals';
import {
  LAN,
  PHU_THO_TOWN,
  PROVINCE,
  VIET_TRI,
  district,
  inDirectory,
  newAppointment,
  officeHours,
  once,
  withLan,
  withOfficeHours,
  type DirectoryWorld,
} from '../grpc/test-support/directory-world.ts';

/** One of each kind, including a correction of the first day's name and place. */
async function eventfulYears(world: DirectoryWorld): Promise<void> {
  const { agencies, staff, calendar } = world;
  const appointmentId = await withLan(world);
  await agencies.establishAgency({ ...once(), ...district(PHU_THO_TOWN, 'UBND thị xã Phú Thọ', '228') });
  await agencies.renameAgency({
    ...once(),
    agencyId: PHU_THO_TOWN,
    name: 'UBND thị xã Phú Thọ (sửa)',
    validFromDay: '2012-05-04',
  });
  await agencies.renameAgency({
    ...once(),
    agencyId: VIET_TRI,
    name: 'UBND phường Việt Trì',
    validFromDay: '2025-07-01',
  });
  await agencies.assignAgencyCode({
    ...once(),
    agencyId: VIET_TRI,
    scheme: 3,
    code: '07900',
    validFromDay: '2025-07-01',
  });
  await agencies.moveAgency({
    ...once(),
    agencyId: PHU_THO_TOWN,
    parentId: VIET_TRI,
    validFromDay: '2025-07-01',
  });
  await agencies.dissolveAgency({
    ...once(),
    agencyId: PHU_THO_TOWN,
    dissolvedOn: '2025-12-31',
    successors: [{ agencyId: VIET_TRI }],
  });
  await staff.endAppointment({
    ...once(),
    staffId: LAN,
    appointmentId,
    untilDay: '2024-06-30',
    reason: 'Bổ nhiệm',
  });
  await staff.appointStaffMember({ ...once(), ...newAppointment, agencyId: PROVINCE, fromDay: '2024-07-01' });
  await withOfficeHours(world);
  await calendar.defineOfficeHours({
    ...once(),
    ...officeHours,
    weeklyHours: {
      ...officeHours.weeklyHours,
      validFromDay: '2026-04-01',
      hours: [{ weekday: 1, opens: '06:30', closes: '17:00' }],
    },
  });
  await calendar.declareYear({
    ...once(),
    calendarId: 'province',
    year: 2026,
    days: [{ day: '2026-02-16', kind: 1, name: 'Tết' }],
  });
}

test(
  'following the log, rebuilding and applying every event twice give the same rows',
  inDirectory(async (world) => {
    await eventfulYears(world);
    const rows = await world.readModels.dump();
    expect(
      Object.entries(rows)
        .filter(([, each]) => each.length === 0)
        .map(([table]) => table),
    ).toEqual(['forgotten_person_v1']);
    expect(await world.rebuilt()).toEqual(rows);
    expect(await world.rebuilt(2)).toEqual(rows);
    await world.persons.forgetPerson({ ...once(), personId: LAN, reason: 'Luật 91/2025/QH15' });
    const blanked = await world.readModels.dump();
    expect(await world.rebuilt()).toEqual(blanked);
    expect(await world.rebuilt(2)).toEqual(blanked);
  }),
);
