import { publisher, type PersonForgotten, type PublicMessage, type StoredEvent } from '@egov/chassis/publish';
import * as wire from '@egov/proto/egov/directory/events/v1/directory_events';
import type { AgencyEvent } from '../domain/agency/events.ts';
import type { CalendarEvent } from '../domain/calendar/events.ts';
import type { StaffMemberEvent } from '../domain/staff-member/events.ts';

type Published = AgencyEvent | StaffMemberEvent | CalendarEvent | PersonForgotten;
type Stored<Type extends Published['type']> = StoredEvent<Extract<Published, { type: Type }>>;
type Encoder<Message> = Readonly<{
  encode: (message: Message) => Readonly<{ finish: () => Uint8Array }>;
  fromPartial: (message: Partial<Message>) => Message;
}>;

const message = <Message>(
  type: string,
  subject: string,
  encoder: Encoder<Message>,
  content: Partial<Message>,
): PublicMessage => ({
  subject: `egov.directory.${subject}.v1`,
  type: `egov.directory.events.v1.${type}`,
  message: encoder.encode(encoder.fromPartial(content)).finish(),
});

const calendarChanged = ({
  data: { calendarId, version },
}: Stored<'OfficeHoursDefined' | 'CalendarYearDeclared'>): PublicMessage =>
  message('CalendarChanged', 'calendar.changed', wire.CalendarChanged, { calendarId, version });

/**
 * The events that are public, each with its contract; the others stay inside. They contain no personal data:
 * a listener that may know more asks over gRPC.
 */
export const publicEvents = publisher<Published>({
  AgencyEstablished: ({ data: { agencyId, name, parentId, establishedOn } }) =>
    message('AgencyEstablished', 'agency.established', wire.AgencyEstablished, {
      agencyId,
      name,
      parentId: parentId ?? undefined,
      establishedOn,
    }),
  AgencyRenamed: ({ data: { agencyId, name, validFrom } }) =>
    message('AgencyRenamed', 'agency.renamed', wire.AgencyRenamed, {
      agencyId,
      name,
      validFromDay: validFrom,
    }),
  AgencyDissolved: ({ data: { agencyId, dissolvedOn, successors } }) =>
    message('AgencyDissolved', 'agency.dissolved', wire.AgencyDissolved, {
      agencyId,
      dissolvedOn,
      successorIds: successors.map((each) => each.agencyId),
    }),
  StaffMemberAppointed: ({ data: { staffId, subject, appointmentId, agencyId, roles, from } }) =>
    message('StaffMemberAppointed', 'staff_member.appointed', wire.StaffMemberAppointed, {
      staffId,
      subject,
      appointmentId,
      agencyId,
      roles: [...roles],
      fromDay: from,
    }),
  AppointmentEnded: ({ data: { staffId, appointmentId, until } }) =>
    message('AppointmentEnded', 'staff_member.appointment_ended', wire.AppointmentEnded, {
      staffId,
      appointmentId,
      untilDay: until,
    }),
  OfficeHoursDefined: calendarChanged,
  CalendarYearDeclared: calendarChanged,
  PersonForgotten: ({ data, at }) =>
    message('PersonForgotten', 'person.forgotten', wire.PersonForgotten, {
      personId: data.personId,
      forgottenAt: new Date(at),
    }),
});
