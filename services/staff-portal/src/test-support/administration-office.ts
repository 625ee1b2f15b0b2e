import type { CallFailed } from '@egov/chassis/grpc';
import { Agency } from '@egov/proto/egov/directory/v1/agency';
import { StaffMember } from '@egov/proto/egov/directory/v1/staff_service';
import request from 'supertest';
import { appFor } from './app.ts';

export const id = '0198c0de-0000-7000-8000-000000000001';
export const agencyId = '0198c0de-0000-7000-8000-00000000000a';
/** Who may read and manage everything. */
export const administrator = {
  subject: 'a1',
  username: 'quantri',
  name: 'Quản Trị',
  permissions: ['agency.read', 'agency.manage', 'staff.read', 'staff.manage'],
  agencies: ['*'],
};
const agency = Agency.fromPartial({
  agencyId,
  name: 'Sở Tư pháp',
  level: 2,
  revision: 4n,
  names: [{ name: 'Sở Tư pháp <b>', validFromDay: '2019-01-01' }],
  allCodes: [{ scheme: 1, code: 'H44.05', validFromDay: '2019-01-01' }],
});
const minh = StaffMember.fromPartial({
  staffId: id,
  name: 'Lê <b>Minh',
  revision: 2n,
  allAppointments: [
    { appointmentId: id, agencyId, position: 'Chuyên viên', roles: ['specialist'], fromDay: '2025-01-01' },
  ],
});

/** The portal over a directory of one agency and one official; records its requests. */
export function administrationOffice({
  user = administrator,
  fails,
}: { user?: typeof administrator; fails?: CallFailed } = {}) {
  const sent: object[] = [];
  const asked: object[] = [];
  const record = async <Answer>(request_: object, answer: Answer): Promise<Answer> => {
    if (fails) throw fails;
    sent.push(request_);
    return answer;
  };
  const at = { revision: 5n, position: 9n };
  const app = appFor({
    user,
    services: {
      agencies: {
        listAgencies: async () => ({ agencies: [agency], nextPageToken: 'more' }),
        getAgency: async () => ({ agency }),
        renameAgency: (asked) => record(asked, at),
        establishAgency: (asked) => record(asked, { agencyId, ...at }),
        assignAgencyCode: (asked) => record(asked, at),
        moveAgency: (asked) => record(asked, at),
        dissolveAgency: (asked) => record(asked, at),
      },
      staff: {
        listStaffMembers: async (question) => {
          asked.push(question);
          return { staffMembers: [minh] };
        },
        getStaffMember: async () => ({ staffMember: minh }),
        registerStaffMember: (asked) => record(asked, { staffId: id, ...at }),
        appointStaffMember: (asked) => record(asked, { appointmentId: id, ...at }),
        endAppointment: (asked) => record(asked, at),
      },
    },
  });
  return {
    app,
    sent,
    asked,
    get: (path: string) => request(app).get(path).set('accept-language', 'vi'),
    post: (path: string, form: object) =>
      request(app)
        .post(path)
        .type('form')
        .set('accept-language', 'vi')
        .send({ _csrf: 'csrf', ...form }),
  };
}
