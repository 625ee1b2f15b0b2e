import type { Visit } from '@egov/chassis/web';
import type { StaffMember } from '@egov/proto/egov/directory/v1/staff_service';
import { roleText } from '../roles/role-text.ts';

/** An official in a list. */
export const personRow = ({ staffId, name, email, appointments }: StaffMember, { t }: Pick<Visit, 't'>) => ({
  staffId,
  name: name ?? '',
  email: email ?? '',
  position: appointments.map(({ position }) => position).join(', '),
  roles: appointments
    .flatMap(({ roles }) => roles)
    .map((role) => roleText(role, t))
    .join(', '),
});
