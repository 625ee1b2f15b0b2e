import { agencyNames } from '../../names/names.ts';
import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { StaffServiceDefinition } from '@egov/proto/egov/directory/v1/staff_service';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { mayCall, PageError, view, type SignedIn } from '@egov/chassis/web';
import { agencyChoices } from '../../forms/agency-choices.ts';
import type { StaffServices } from '../../services.ts';
import { knownRoles, roleText } from '../roles/role-text.ts';

/** One official with every appointment. */
export async function personPage(services: StaffServices, visit: SignedIn, more: object, status = 200) {
  const { params, call, t, user, form } = visit;
  const { staffMember: person } = await services.staff.getStaffMember({ staffId: params.id ?? '' }, call);
  if (person === undefined) throw new PageError('not-found', 'The response has no official.');
  const name = await agencyNames(
    services,
    person.allAppointments.map(({ agencyId }) => agencyId),
    call,
  );
  const mayManage = mayCall(user, StaffServiceDefinition.methods.appointStaffMember);
  return view(
    'people/person.njk',
    {
      title: person.name,
      person,
      mayManage,
      mayForget: mayCall(user, PersonServiceDefinition.methods.listPersonData),
      mayAudit: mayCall(user, AuditServiceDefinition.methods.listActs),
      agencies: mayManage ? await agencyChoices(services, visit) : [],
      form,
      appointments: person.allAppointments.map(
        ({ appointmentId, agencyId, position, roles, fromDay: from, untilDay: until }) => ({
          appointmentId,
          agency: name(agencyId),
          position,
          roles: roles.map((role) => roleText(role, t)).join(', '),
          from,
          until,
        }),
      ),
      roles: knownRoles.map((role) => ({
        value: role,
        text: roleText(role, t),
        checked: [form.roles ?? []].flat().includes(role),
      })),
      ...more,
    },
    status,
  );
}
