import { roles, serviceAccounts, type Role } from '@egov/keycloak';
import type { TestCaller } from '@egov/chassis/testing';
import type { Permission } from '@egov/platform';

/** Somebody who calls a service, with what the realm gives to their role or account. */
export type RealmCaller = Readonly<{
  who: string;
  permissions: readonly Permission[];
  token: TestCaller | 'none' | 'expired';
}>;

const holder = (who: string, role: Role, agencies: readonly string[], subject = who): RealmCaller => ({
  who,
  permissions: roles[role],
  token: { subject, agencies, permissions: roles[role] },
});

const offices = ['counter-official', 'specialist', 'clerk', 'unit-leader', 'inspector', 'auditor'] as const;
const officialsOf = (agency: string, name: string): readonly RealmCaller[] =>
  [...offices, 'administrator' as const].map((role) => holder(`${role} of ${name}`, role, [agency]));

/**
 * Every kind of caller of a realm: nobody, the applicant and other citizens, each role in two agencies and in
 * none, the importer, and each program.
 */
export const callersOf = ({
  applicant,
  ours,
  theirs,
}: Readonly<{ applicant: string; ours: string; theirs: string }>): Readonly<
  Record<'nobody' | 'ours' | 'strangers' | 'wide', readonly RealmCaller[]>
> => ({
  nobody: [
    { who: 'nobody', permissions: [], token: 'none' },
    { who: 'an expired leader', permissions: [], token: 'expired' },
  ],
  ours: [holder('the applicant', 'citizen', [], applicant), ...officialsOf(ours, 'ours')],
  strangers: [
    holder('another citizen', 'citizen', []),
    ...officialsOf(theirs, 'theirs'),
    ...offices.map((role) => holder(`${role} of no agency`, role, [])),
  ],
  wide: [
    holder('the importer', 'archivist-importer', ['*']),
    ...Object.entries(serviceAccounts).map(([name, { permissions }]) => ({
      who: `the program ${name}`,
      permissions,
      token: { subject: name, agencies: ['*'], permissions, service: true },
    })),
  ],
});
