import { agencyId } from '@egov/chassis/domain';
import { field, grpcService, rpc, textTo } from '@egov/chassis/grpc';
import {
  StaffServiceDefinition,
  type Appointment,
  type StaffMember,
} from '@egov/proto/egov/directory/v1/staff_service';
import type { UseCases } from '../application/use-cases.ts';
import { appointmentId, staffId } from '../domain/ids.ts';
import type { AppointmentView, StaffMemberView } from '../projections/queries/staff-members.ts';

const SUBJECT = { max: 200 };
const ROLE = { max: 100, pattern: /^[a-z][a-z0-9._-]*$/ };

const registerRequest = field.message({
  subject: field.text(SUBJECT),
  name: field.text({ max: 200 }),
  agencyId: field.id(agencyId),
  email: field.orNull(field.text({ max: 254, pattern: /^\S+@\S+$/ })),
  phone: field.orNull(field.text({ max: 30 })),
});
const appointRequest = field.message({
  staffId: field.id(staffId),
  agencyId: field.id(agencyId),
  position: field.text({ max: 200 }),
  roles: field.list(field.text(ROLE), { max: 50 }),
  fromDay: field.localDate(),
  expectedRevision: field.revision().optional(),
});
const endRequest = field.message({
  staffId: field.id(staffId),
  appointmentId: field.id(appointmentId),
  untilDay: field.localDate(),
  reason: field.orNull(field.text({ max: 500 })),
  expectedRevision: field.revision().optional(),
});

const asOf = { asOfDay: field.localDate().optional(), minPosition: field.position().optional() };
const getRequest = field.message({ staffId: field.uuid(), ...asOf });
const findRequest = field.message({ subject: field.text(SUBJECT), ...asOf });
const listRequest = field.message({
  agencyId: field.uuid().optional(),
  ...asOf,
  text: field.text({ max: 200 }).optional(),
  pageSize: field.pageSize(),
  pageToken: field.pageToken().optional(),
});

const appointmentTo = ({ from, until, roles, ...appointment }: AppointmentView): Appointment => ({
  ...appointment,
  fromDay: from,
  roles: [...roles],
  untilDay: until ?? undefined,
});

const staffMemberTo = (view: StaffMemberView): StaffMember => ({
  staffId: view.staffId,
  subject: view.subject,
  name: textTo(view.name),
  email: textTo(view.email),
  phone: textTo(view.phone),
  appointments: view.appointments.map(appointmentTo),
  allAppointments: view.allAppointments.map(appointmentTo),
  revision: BigInt(view.revision),
});

export const staffHandlers = (use: UseCases) =>
  grpcService(StaffServiceDefinition, {
    registerStaffMember: rpc({
      schema: registerRequest,
      handle: (request, context) => use.registerStaffMember(request, context),
    }),
    appointStaffMember: rpc({
      schema: appointRequest,
      handle: ({ fromDay: from, ...request }, context) =>
        use.appointStaffMember({ ...request, from }, context),
    }),
    endAppointment: rpc({
      schema: endRequest,
      handle: ({ untilDay: until, ...request }, context) =>
        use.endAppointment({ ...request, until }, context),
    }),
    getStaffMember: rpc({
      schema: getRequest,
      handle: async (request, context) => ({
        staffMember: staffMemberTo(await use.getStaffMember(request, context)),
      }),
    }),
    findStaffMemberBySubject: rpc({
      schema: findRequest,
      handle: async (request, context) => ({
        staffMember: staffMemberTo(await use.findStaffMemberBySubject(request, context)),
      }),
    }),
    listStaffMembers: rpc({
      schema: listRequest,
      handle: async (request, context) => {
        const { items, nextPageToken } = await use.listStaffMembers(request, context);
        return { staffMembers: items.map(staffMemberTo), nextPageToken };
      },
    }),
  });
