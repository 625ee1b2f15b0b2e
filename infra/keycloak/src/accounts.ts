import {
  allPermissions,
  serviceNames,
  type Permission,
  type PortalName,
  type ServiceName,
} from '@egov/platform';

/** An account of a program, which calls in its own name, in the whole province. */
export type ServiceAccount = Readonly<{ description: string; permissions: readonly Permission[] }>;

/** What a service may do in its own name when it calls others. */
const ofServices: Readonly<Partial<Record<ServiceName, readonly Permission[]>>> = {
  procedures: ['agency.read', 'staff.read', 'calendar.read', 'file.keep'],
};

const others = {
  'staff-portal': {
    description: 'The officials’ portal: calls in the name of the logged-in user',
    permissions: [],
  },
  'citizen-portal': {
    description:
      'The citizens’ portal: for visitors without a login it reads what everybody may know, ' +
      'and it records what the payment platform reports as paid',
    permissions: [
      'procedure.read',
      'agency.read',
      'staff.read',
      'calendar.read',
      'dossier.statistics',
      'dossier.follow',
      'dossier.pay-online',
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
} as const satisfies Readonly<Record<PortalName | 'replay' | 'demo', ServiceAccount>>;

export type ServiceAccountName = ServiceName | keyof typeof others;

export const serviceAccounts: Readonly<Record<ServiceAccountName, ServiceAccount>> = {
  ...(Object.fromEntries(
    serviceNames.map((name) => [
      name,
      { description: `The service ${name}`, permissions: ofServices[name] ?? [] },
    ]),
  ) as Record<ServiceName, ServiceAccount>),
  ...others,
};

export const serviceAccountNames = Object.keys(serviceAccounts) as readonly ServiceAccountName[];
