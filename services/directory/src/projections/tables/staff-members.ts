import { foldVietnamese } from '@egov/chassis/domain';
import { projection, type PersonForgotten } from '@egov/chassis/projections';
import type { StaffMemberEvent } from '../../domain/staff-member/events.ts';

const schema = `
CREATE TABLE staff_member_v1 (staff_id TEXT PRIMARY KEY, agency_id TEXT NOT NULL, subject TEXT NOT NULL,
  name TEXT NOT NULL, folded TEXT NOT NULL,
  email TEXT NOT NULL, phone TEXT NOT NULL, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX staff_member_v1_by_subject ON staff_member_v1 (subject);
CREATE TABLE staff_member_v1_appointment (appointment_id TEXT PRIMARY KEY, staff_id TEXT NOT NULL,
  agency_id TEXT NOT NULL, position TEXT NOT NULL,
  roles TEXT NOT NULL, valid_from TEXT NOT NULL, valid_until TEXT, end_reason TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX staff_member_v1_by_agency ON staff_member_v1_appointment (agency_id, staff_id);
CREATE INDEX staff_member_v1_appointments ON staff_member_v1_appointment (staff_id, valid_from);`;

/**
 * Staff members and where they are appointed; the fields about the person are empty once they are forgotten.
 */
export const staffMembers = projection<StaffMemberEvent | PersonForgotten>({
  table: 'staff_member_v1',
  schema,
  on: {
    StaffMemberRegistered: (db, { data, revision }) => {
      db.run(
        'INSERT OR REPLACE INTO staff_member_v1 (staff_id, agency_id, subject, name, folded, ' +
          'email, phone, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        data.staffId,
        data.agencyId,
        data.subject,
        data.name ?? '',
        foldVietnamese(data.name ?? ''),
        data.email ?? '',
        data.phone ?? '',
        revision,
      );
    },
    StaffMemberAppointed: (db, { data, revision }) => {
      db.run(
        `INSERT OR REPLACE INTO staff_member_v1_appointment (appointment_id, staff_id, agency_id, position,
          roles, valid_from, end_reason)
        VALUES (?, ?, ?, ?, ?, ?, '')`,
        data.appointmentId,
        data.staffId,
        data.agencyId,
        data.position,
        JSON.stringify(data.roles),
        data.from,
      );
      db.run('UPDATE staff_member_v1 SET revision = ? WHERE staff_id = ?', revision, data.staffId);
    },
    AppointmentEnded: (db, { data, revision }) => {
      db.run(
        'UPDATE staff_member_v1_appointment SET valid_until = ?, end_reason = ? WHERE appointment_id = ?',
        data.until,
        data.reason ?? '',
        data.appointmentId,
      );
      db.run('UPDATE staff_member_v1 SET revision = ? WHERE staff_id = ?', revision, data.staffId);
    },
    PersonForgotten: (db, { data }) => {
      db.run(
        "UPDATE staff_member_v1 SET name = '', folded = '', email = '', phone = '' WHERE staff_id = ?",
        data.personId,
      );
      db.run("UPDATE staff_member_v1_appointment SET end_reason = '' WHERE staff_id = ?", data.personId);
    },
  },
});
