import type { Role } from '@egov/keycloak';

/** Who opens a page: somebody who has not logged in, or an account of this role. */
export type Who = 'anyone' | Role;

/** What the pages show, created before they are opened. */
export type Subjects = Readonly<
  Record<'procedure' | 'dossier' | 'application' | 'owing' | 'agency' | 'person', string>
>;

export type PortalPage = Readonly<{
  route: string;
  who: Who;
  /** The address, where it is not the route itself; several where the page varies much. */ at?: (
    subjects: Subjects,
  ) => string | readonly string[];
}>;

/** Acts whose forms have every kind of field between them. */
const acts = [
  'request-supplement',
  'supply',
  'hand-over',
  'request-payment',
  'confirm-payment',
  'extend',
  'release',
  'return',
];

/** Every page of the portals that a browser opens by its address, by its route. */
export const portalPages = {
  'staff-portal': [
    { route: '/desk', who: 'counter-official' },
    {
      route: '/desk/hand-over',
      who: 'counter-official',
      at: ({ dossier }) => `/desk/hand-over?dossiers=${dossier}`,
    },
    {
      route: '/desk/remind',
      who: 'counter-official',
      at: ({ dossier }) => `/desk/remind?dossiers=${dossier}`,
    },
    { route: '/lock', who: 'counter-official' },
    { route: '/counter', who: 'counter-official' },
    {
      route: '/counter/receive/:id',
      who: 'counter-official',
      at: ({ procedure }) => `/counter/receive/${procedure}`,
    },
    {
      route: '/counter/receipts/:id',
      who: 'counter-official',
      at: ({ dossier }) => `/counter/receipts/${dossier}`,
    },
    { route: '/dossiers/:id', who: 'counter-official', at: ({ dossier }) => `/dossiers/${dossier}` },
    {
      route: '/dossiers/:id/actions/:action',
      who: 'counter-official',
      at: ({ dossier }) => acts.map((act) => `/dossiers/${dossier}/actions/${act}`),
    },
    { route: '/procedures', who: 'administrator' },
    { route: '/procedures/:id', who: 'administrator', at: ({ procedure }) => `/procedures/${procedure}` },
    {
      route: '/procedures/:id/propose',
      who: 'administrator',
      at: ({ procedure }) => `/procedures/${procedure}/propose`,
    },
    { route: '/calendar', who: 'administrator' },
    { route: '/calendar/:year/edit', who: 'administrator', at: () => '/calendar/2026/edit' },
    { route: '/agencies', who: 'administrator' },
    { route: '/agencies/:id', who: 'administrator', at: ({ agency }) => `/agencies/${agency}` },
    { route: '/people', who: 'administrator', at: ({ agency }) => `/people?agency=${agency}` },
    { route: '/roles', who: 'administrator' },
    { route: '/personal-data', who: 'administrator' },
    {
      route: '/personal-data/:service/:id',
      who: 'administrator',
      at: ({ person }) => `/personal-data/directory/${person}`,
    },
    { route: '/audit', who: 'administrator' },
    { route: '/operations', who: 'administrator' },
    { route: '/people/:id', who: 'administrator', at: ({ person }) => `/people/${person}` },
  ],
  'citizen-portal': [
    { route: '/', who: 'anyone' },
    { route: '/procedures', who: 'anyone' },
    { route: '/procedures/:id', who: 'anyone', at: ({ procedure }) => `/procedures/${procedure}` },
    { route: '/apply/:id', who: 'citizen', at: ({ procedure }) => `/apply/${procedure}` },
    { route: '/apply/:id/papers', who: 'citizen', at: ({ procedure }) => `/apply/${procedure}/papers` },
    { route: '/applied/:id', who: 'citizen', at: ({ application }) => `/applied/${application}` },
    { route: '/dossiers', who: 'citizen' },
    { route: '/dossiers/:id', who: 'citizen', at: ({ application }) => `/dossiers/${application}` },
    { route: '/dossiers/:id/pay', who: 'citizen', at: ({ owing }) => `/dossiers/${owing}/pay` },
    { route: '/drafts', who: 'citizen' },
    { route: '/follow', who: 'anyone' },
    { route: '/check', who: 'anyone' },
    { route: '/figures', who: 'anyone' },
    { route: '/figures/how', who: 'anyone' },
  ],
} as const satisfies Readonly<Record<string, readonly PortalPage[]>>;

/** Every parameter that a page reads from its address. */
export const parameters = [
  'actor',
  'agency',
  'applicant',
  'as_of',
  'channel',
  'code',
  'done',
  'dossiers',
  'event',
  'field',
  'from',
  'month',
  'name',
  'offset',
  'page',
  'parent',
  'position',
  'records',
  'return',
  'secret',
  'tab',
  'text',
  'then',
  'unit',
  'until',
  'upload',
  'year',
] as const;

export type PortalName = keyof typeof portalPages;

/** Routes whose response is not a page: a file, or a redirect. */
export const withoutPage: Readonly<Record<PortalName, readonly string[]>> = {
  'staff-portal': [
    '/',
    '/audit.csv',
    '/desk.csv',
    '/dossiers/:id/live',
    '/dossiers/:id/papers/:number',
    '/find',
    '/people.csv',
    '/procedures.csv',
  ],
  'citizen-portal': ['/apply/:id/papers/:paper/file', '/dossiers/:id/live', '/follow/live'],
};
