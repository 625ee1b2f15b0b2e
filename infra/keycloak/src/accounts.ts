import { allPermissions, type Permission } from '@egov/platform';

/** An account of a program: it calls in its own name, in the whole province. */
export type ServiceAccount = Readonly<{ description: string; permissions: readonly Permission[] }>;

export const serviceAccounts = {
  directory: { description: 'The directory service', permissions: [] },
  procedures: {
    description: 'The procedures service: asks the directory',
    permissions: ['agency.read', 'staff.read', 'calendar.read'],
  },
  files: { description: 'The files service', permissions: [] },
  'staff-portal': {
    description: 'The officials’ portal: calls in the name of whoever is logged in',
    permissions: [],
  },
  'citizen-portal': {
    description:
      'The citizens’ portal: for visitors without a login it asks what everybody may know, and it records what the payment platform says was paid',
    permissions: [
      'procedure.read',
      'agency.read',
      'staff.read',
      'calendar.read',
      'dossier.statistics',
      'dossier.follow',
      'dossier.pay',
    ],
  },
  replay: {
    description: 'The replay of case logs: imports history',
    permissions: [
      'procedure.read',
      'procedure.propose',
      'agency.read',
      'agency.manage',
      'calendar.read',
      'calendar.manage',
      'staff.read',
      ...allPermissions.filter((permission) => permission.startsWith('dossier.')),
    ],
  },
  demo: {
    description: 'Loads the reference province and plays a day of the one-stop centre',
    permissions: allPermissions,
  },
} as const satisfies Record<string, ServiceAccount>;

export type ServiceAccountName = keyof typeof serviceAccounts;
export const serviceAccountNames = Object.keys(serviceAccounts) as readonly ServiceAccountName[];

/** The clients through which people log in with a browser. */
export const portalNames = [
  'staff-portal',
  'citizen-portal',
] as const satisfies readonly ServiceAccountName[];
export type PortalName = (typeof portalNames)[number];
