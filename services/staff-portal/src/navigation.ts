import type { NavigationItem } from '@egov/chassis/web';

export const navigation: readonly NavigationItem[] = [
  { text: 'desk.title', href: '/desk', permissions: ['dossier.read'] },
  { text: 'counter.title', href: '/counter', permissions: ['dossier.receive'] },
  { text: 'catalogue.title', href: '/procedures', permissions: ['procedure.read'] },
  { text: 'calendar.menu', href: '/calendar', permissions: ['calendar.read'] },
  { text: 'agencies.title', href: '/agencies', permissions: ['agency.manage', 'staff.manage'] },
  { text: 'people.title', href: '/people', permissions: ['staff.manage'] },
  { text: 'personal-data.title', href: '/personal-data', permissions: ['person.read'] },
  { text: 'audit.title', href: '/audit', permissions: ['audit.read'] },
  { text: 'operations.title', href: '/operations', permissions: ['operations.read'] },
  { text: 'lock.title', href: '/lock', permissions: ['procedure.read'] },
];
