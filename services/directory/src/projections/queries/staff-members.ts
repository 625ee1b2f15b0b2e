import type { LocalDate } from '@egov/chassis/domain';
import { pageOf, pageToken, type Page, type PageAsked, type QueryDb } from '@egov/chassis/projections';
import { holdsOn } from './holds-on.ts';
import { wordsIn } from './words-in.ts';

export type AppointmentView = Readonly<{
  appointmentId: string;
  agencyId: string;
  position: string;
  roles: readonly string[];
  from: LocalDate;
  until: LocalDate | null;
}>;

/** A staff member as of one day; personal fields are empty once forgotten. */
export type StaffMemberView = Readonly<{
  staffId: string;
  agencyId: string;
  subject: string;
  name: string;
  email: string;
  phone: string;
  revision: number;
  appointments: readonly AppointmentView[];
  allAppointments: readonly AppointmentView[];
}>;

export type ListStaffMembers = PageAsked &
  Readonly<{
    /** Appointed to one of these; to any when null. */
    agencies: readonly string[] | null;
    day: LocalDate;
    text: string | undefined;
  }>;

type StaffRow = {
  staff_id: string;
  agency_id: string;
  subject: string;
  name: string;
  email: string;
  phone: string;
  revision: number;
};
type AppointmentRow = {
  appointment_id: string;
  agency_id: string;
  position: string;
  roles: string;
  valid_from: string;
  valid_until: string | null;
  end_reason: string;
};

const appointmentsOf = (db: QueryDb, staffId: string): readonly AppointmentRow[] =>
  db.all<AppointmentRow>(
    'SELECT * FROM staff_member_v1_appointment WHERE staff_id = ? ORDER BY valid_from, appointment_id',
    staffId,
  );

const appointmentView = (row: AppointmentRow): AppointmentView => ({
  appointmentId: row.appointment_id,
  agencyId: row.agency_id,
  position: row.position,
  roles: JSON.parse(row.roles) as readonly string[],
  from: row.valid_from,
  until: row.valid_until,
});

function viewOf(db: QueryDb, row: StaffRow, day: LocalDate): StaffMemberView {
  const allAppointments = appointmentsOf(db, row.staff_id).map(appointmentView);
  return {
    staffId: row.staff_id,
    agencyId: row.agency_id,
    subject: row.subject,
    name: row.name,
    email: row.email,
    phone: row.phone,
    revision: row.revision,
    appointments: allAppointments.filter(({ from, until }) => holdsOn(day, from, until)),
    allAppointments,
  };
}

const rowOf = (db: QueryDb, staffId: string): StaffRow | undefined =>
  db.get<StaffRow>('SELECT * FROM staff_member_v1 WHERE staff_id = ?', staffId);

export function staffMember(
  db: QueryDb,
  { staffId, day }: { staffId: string; day: LocalDate },
): StaffMemberView | undefined {
  const row = rowOf(db, staffId);
  return row && viewOf(db, row, day);
}

export function staffMemberBySubject(
  db: QueryDb,
  { subject, day }: { subject: string; day: LocalDate },
): StaffMemberView | undefined {
  const row = db.get<StaffRow>('SELECT * FROM staff_member_v1 WHERE subject = ?', subject);
  return row && viewOf(db, row, day);
}

const LISTED = `SELECT s.* FROM staff_member_v1 s WHERE EXISTS (SELECT 1 FROM staff_member_v1_appointment p
  WHERE (?1 IS NULL OR p.agency_id IN (SELECT value FROM json_each(?1))) AND p.staff_id = s.staff_id
    AND p.valid_from <= ?2 AND (p.valid_until IS NULL OR p.valid_until >= ?2))
  AND (?3 IS NULL OR (s.folded, s.staff_id) > (SELECT folded, staff_id FROM staff_member_v1
    WHERE staff_id = ?3))`;

/**
 * The token has the id of the page's last staff member, not their name, since tokens are sent to and stored
 * by others.
 */
export function staffMembers(
  db: QueryDb,
  { pageSize, pageToken: token, ...query }: ListStaffMembers,
): Page<StaffMemberView> {
  const [after] = pageToken.decode(query, token, 1) ?? [];
  const words = wordsIn('s.folded', query.text);
  const rows = db.all<StaffRow>(
    `${LISTED}${words.sql} ORDER BY s.folded, s.staff_id LIMIT ?`,
    query.agencies === null ? null : JSON.stringify(query.agencies),
    query.day,
    after,
    ...words.values,
    pageSize + 1,
  );
  return pageOf(rows, {
    query,
    size: pageSize,
    key: ({ staff_id: staffId }) => [staffId],
    item: (row) => viewOf(db, row, query.day),
  });
}
