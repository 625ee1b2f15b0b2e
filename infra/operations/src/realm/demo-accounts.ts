import type { Account, Role } from '@egov/keycloak';
import { ONE_STOP_CENTRE_KEY, referenceProvince, type ReferenceStaffMember } from '@egov/reference-data';

const WHOLE_PROVINCE = ['*'];
const roleOf = {
  administrator: 'administrator',
  leader: 'unit-leader',
  counter: 'counter-official',
  specialist: 'specialist',
  clerk: 'clerk',
} as const satisfies Record<ReferenceStaffMember['roles'][number], Role>;

/** Accounts of roles for which the reference province has no official. */
const others: readonly Account[] = [
  {
    subject: '0d3a2f0e-6a53-5d0b-9a55-6f1f5a0c7e01',
    username: 'thanhtra01',
    name: 'Thanh Mẫu Tra',
    email: 'thanhtra01@phutho.example',
    roles: ['inspector'],
    agencies: WHOLE_PROVINCE,
  },
  {
    subject: '0d3a2f0e-6a53-5d0b-9a55-6f1f5a0c7e02',
    username: 'kiemtoan01',
    name: 'Kiểm Mẫu Toán',
    email: 'kiemtoan01@phutho.example',
    roles: ['auditor'],
    agencies: WHOLE_PROVINCE,
  },
  {
    subject: '0d3a2f0e-6a53-5d0b-9a55-6f1f5a0c7e03',
    username: 'luutru01',
    name: 'Lưu Mẫu Trữ',
    email: 'luutru01@phutho.example',
    roles: ['archivist-importer'],
    agencies: WHOLE_PROVINCE,
  },
  {
    subject: '0d3a2f0e-6a53-5d0b-9a55-6f1f5a0c7e04',
    username: 'congdan01',
    name: 'Công Mẫu Dân',
    email: 'congdan01@phutho.example',
    roles: ['citizen'],
    agencies: [],
  },
];

/** Returns an account for each official of the reference province, and one of each other kind. */
export const demoAccounts = (): readonly Account[] => [
  ...referenceProvince().staff.map(({ subject, username, name, email, roles, agencyId, agencyKey }) => ({
    subject,
    username,
    name,
    email,
    roles: roles.map((role) => roleOf[role]),
    // The centre receives and returns dossiers for every unit, and an administrator sets up every unit.
    agencies:
      agencyKey === ONE_STOP_CENTRE_KEY || roles.includes('administrator') ? WHOLE_PROVINCE : [agencyId],
  })),
  ...others,
];
