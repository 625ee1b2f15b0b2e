import { expect, test } from '@jest/globals';
import { forgetAgain } from '@egov/chassis/runtime';
import { failureOf, memoryLog } from '@egov/chassis/testing';
import { LAN, inDirectory, once, withLan } from './test-support/directory-world.ts';

const asked = { personId: LAN };
const forget = () => ({ ...once(), personId: LAN, reason: 'Luật 91/2025/QH15' });

test(
  'all data held on a person is listed',
  inDirectory(async (world) => {
    const appointmentId = await withLan(world);
    await world.staff.endAppointment({
      ...once(),
      staffId: LAN,
      appointmentId,
      untilDay: '2024-06-30',
      reason: 'Nghỉ hưu',
    });
    const { data } = await world.persons.listPersonData(asked);
    expect(data.map(({ eventType, field, value }) => [eventType, field, value])).toEqual([
      ['StaffMemberRegistered', 'name', 'Nguyễn Thị Lan'],
      ['StaffMemberRegistered', 'email', 'lan@phutho.example'],
      ['StaffMemberRegistered', 'phone', '0210 000 001'],
      ['StaffMemberRegistered', 'subject', 'lan'],
      ['StaffMemberAppointed', 'position', 'Chuyên viên'],
      ['AppointmentEnded', 'reason', 'Nghỉ hưu'],
    ]);
    expect(new Set(data.map(({ record }) => record))).toEqual(new Set([`staff:${LAN}`]));
  }),
);

test(
  'no name of a forgotten person is left, and a rebuild gives the same blanked rows',
  inDirectory(async (world) => {
    const appointmentId = await withLan(world);
    await world.staff.endAppointment({
      ...once(),
      staffId: LAN,
      appointmentId,
      untilDay: '2024-06-30',
      reason: 'Nghỉ hưu',
    });
    expect(JSON.stringify(await world.readModels.dump())).toMatch(
      /Nguyễn Thị Lan.*Nghỉ hưu|Nghỉ hưu.*Nguyễn Thị Lan/,
    );
    await world.persons.forgetPerson(forget());
    const rows = await world.readModels.dump();
    expect(JSON.stringify(rows)).not.toMatch(/Nguyễn|nguyen|lan@|0210|Nghỉ hưu/);
    expect(await world.rebuilt()).toEqual(rows);
    const { staffMember } = await world.staff.getStaffMember({
      staffId: LAN,
      asOfDay: '2020-01-01',
    });
    expect(staffMember).toMatchObject({
      name: undefined,
      email: undefined,
      phone: undefined,
      appointments: [{ position: 'Chuyên viên' }],
    });
  }),
);

test(
  'an appointment of a forgotten person still ends, without a reason',
  inDirectory(async (world) => {
    const appointmentId = await withLan(world);
    await world.persons.forgetPerson(forget());
    await world.staff.endAppointment({
      ...once(),
      staffId: LAN,
      appointmentId,
      untilDay: '2026-06-30',
      reason: 'Nghỉ hưu',
    });
    expect(JSON.stringify(await world.readModels.dump())).not.toContain('Nghỉ hưu');
  }),
);

test(
  'forgetting again records nothing, and an unknown person is not forgotten',
  inDirectory(async (world) => {
    await withLan(world);
    const { revision } = await world.persons.forgetPerson(forget());
    expect((await world.persons.forgetPerson(forget())).revision).toBe(revision);
    expect(
      (
        await failureOf(
          world.persons.forgetPerson({ ...forget(), personId: '5b2b2f7e-0000-4000-8000-00000000a009' }),
        )
      ).reason,
    ).toBe('NOT_FOUND');
  }),
);

test('keys restored from a backup are destroyed again', async () => {
  const memory = memoryLog('directory');
  await inDirectory(
    async (world) => {
      await withLan(world);
      await world.persons.forgetPerson(forget());
      const destroyed: string[] = [];
      const restored = {
        find: async (ids: readonly string[]) => new Map(ids.map((id) => [id, new Uint8Array(32)])),
        forget: async (id: string) => void destroyed.push(id),
      };
      expect(
        await forgetAgain({
          forgotten: await world.readModels.query<readonly string[]>('forgottenPersons', {}),
          keys: restored,
        }),
      ).toBe(1);
      expect(destroyed).toEqual([LAN]);
      expect(
        await forgetAgain({
          forgotten: await world.readModels.query<readonly string[]>('forgottenPersons', {}),
          keys: memory.keys,
        }),
      ).toBe(0);
    },
    undefined,
    memory,
  )();
});
