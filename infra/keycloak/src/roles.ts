import { allPermissions, type Permission } from '@egov/platform';

const publicRecords = [
  'procedure.read',
  'agency.read',
  'calendar.read',
] as const satisfies readonly Permission[];
const officials = [...publicRecords, 'staff.read', 'dossier.read'] as const satisfies readonly Permission[];

/** The offices' roles and what each may do, in the agencies of its holder. */
export const roles = {
  'counter-official': [
    ...officials,
    'dossier.receive',
    'dossier.message',
    'dossier.read-personal',
    'file.upload',
    'file.read',
    'dossier.pay',
    'dossier.return',
    'dossier.withdraw',
  ],
  specialist: [
    ...officials,
    'dossier.message',
    'dossier.read-personal',
    'file.upload',
    'file.read',
    'dossier.examine',
    'dossier.assign',
    'dossier.pay',
  ],
  clerk: [...officials, 'dossier.message', 'dossier.release', 'dossier.return'],
  'unit-leader': [
    ...officials,
    'dossier.message',
    'dossier.read-personal',
    'file.read',
    'dossier.examine',
    'dossier.assign',
    'dossier.decide',
    'dossier.release',
    'dossier.statistics',
  ],
  inspector: [...officials, 'dossier.read-personal', 'file.read', 'dossier.statistics', 'audit.read'],
  administrator: [
    ...publicRecords,
    'staff.read',
    'agency.manage',
    'staff.manage',
    'calendar.manage',
    'procedure.propose',
    'procedure.publish',
    'dossier.statistics',
    'person.read',
    'person.forget',
    'audit.read',
    'operations.read',
    'operations.manage',
  ],
  auditor: [...officials, 'dossier.statistics', 'audit.read'],
  citizen: [
    ...publicRecords,
    'file.upload',
    'dossier.submit',
    'dossier.message',
    'dossier.read',
    'dossier.withdraw',
    'dossier.rate',
  ],
  // A history contains every kind of act, so an importer may do each of them, dated to its own day.
  'archivist-importer': allPermissions.filter(
    (permission) =>
      permission.startsWith('dossier.') || permission === 'procedure.read' || permission === 'agency.read',
  ),
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof roles;

/** The role of users who log in by the national e-ID. */
export const CITIZEN_ROLE = 'citizen' satisfies Role;
