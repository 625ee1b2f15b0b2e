import type { NavigationItem } from '@egov/chassis/web';

export const navigation: readonly NavigationItem[] = [
  { text: 'desk.title', href: '/desk', permissions: ['dossier.read'] },
  { text: 'counter.title', href: '/counter', permissions: ['dossier.receive'] },
  { text: 'lock.title', href: '/lock', permissions: ['dossier.read'] },
];
