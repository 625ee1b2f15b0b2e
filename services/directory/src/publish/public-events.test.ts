import { expect, test } from '@jest/globals';
import { personId, type Event } from '@egov/chassis/domain';
import type { StoredEvent } from '@egov/chassis/application';
import * as wire from '@egov/proto/egov/directory/events/v1/directory_events';
import { dissolved, established, OTHER, VIET_TRI } from '../domain/agency/agency.fixture.ts';
import { hoursDefined, weekly, yearDeclared } from '../domain/calendar/calendar.fixture.ts';
import { appointed, ended, FIRST, LAN, registered } from '../domain/staff-member/staff-member.fixture.ts';
import { publicEvents } from './public-events.ts';

const AT = '2026-01-05T02:00:00.000Z';
const publish = (event: Event) => publicEvents({ ...event, at: AT } as StoredEvent);
const bytes = (event: Event): Uint8Array => publish(event)?.message ?? new Uint8Array();

test('founding and succession of agencies are public', () => {
  expect(publish(established())?.subject).toBe('egov.directory.agency.established.v1');
  expect(wire.AgencyDissolved.decode(bytes(dissolved()))).toEqual({
    agencyId: VIET_TRI,
    dissolvedOn: '2025-06-30',
    successorIds: [OTHER],
  });
});

test('appointments are public by subject and role, without names', () => {
  expect(publish(registered())).toBeUndefined();
  expect(wire.StaffMemberAppointed.decode(bytes(appointed()))).toMatchObject({
    staffId: LAN,
    subject: 'lan',
    roles: ['specialist'],
  });
  const end = publish(ended('2024-06-30'));
  expect(end?.subject).toBe('egov.directory.staff_member.appointment_ended.v1');
  expect(wire.AppointmentEnded.decode(bytes(ended('2024-06-30')))).toEqual({
    staffId: LAN,
    appointmentId: FIRST,
    untilDay: '2024-06-30',
  });
  expect(Buffer.from(end?.message ?? []).toString()).not.toContain('Chuyển');
});

test('a change of hours or of days is one public event: the calendar has another version', () => {
  for (const event of [hoursDefined(weekly(), 'v2'), yearDeclared(2026, [], 'v2')]) {
    expect(publish(event)).toMatchObject({
      subject: 'egov.directory.calendar.changed.v1',
      type: 'egov.directory.events.v1.CalendarChanged',
    });
    expect(wire.CalendarChanged.decode(bytes(event))).toEqual({ calendarId: 'province', version: 'v2' });
  }
});

test('who was forgotten, and when, is public', () => {
  const forgotten = {
    type: 'PersonForgotten',
    data: { personId: personId(LAN), reason: 'Luật 91/2025/QH15' },
  };
  expect(wire.PersonForgotten.decode(bytes(forgotten))).toEqual({ personId: LAN, forgottenAt: new Date(AT) });
});
