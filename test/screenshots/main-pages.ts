import type { PortalName, Subjects } from '../support/portal-pages.ts';

type MainPage = Readonly<{ name: string; portal: PortalName; at: (subjects: Subjects) => string }>;

/** The ten pages that most people see most of the time. */
export const mainPages: readonly MainPage[] = [
  { name: 'desk', portal: 'staff-portal', at: () => '/desk?tab=all' },
  { name: 'counter', portal: 'staff-portal', at: () => '/counter' },
  { name: 'receive', portal: 'staff-portal', at: ({ procedure }) => `/counter/receive/${procedure}` },
  { name: 'receipt', portal: 'staff-portal', at: ({ dossier }) => `/counter/receipts/${dossier}` },
  { name: 'dossier', portal: 'staff-portal', at: ({ dossier }) => `/dossiers/${dossier}` },
  { name: 'home', portal: 'citizen-portal', at: () => '/' },
  { name: 'procedure', portal: 'citizen-portal', at: ({ procedure }) => `/procedures/${procedure}` },
  { name: 'apply', portal: 'citizen-portal', at: ({ procedure }) => `/apply/${procedure}` },
  { name: 'my-dossier', portal: 'citizen-portal', at: ({ application }) => `/dossiers/${application}` },
  { name: 'figures', portal: 'citizen-portal', at: () => '/figures' },
];
