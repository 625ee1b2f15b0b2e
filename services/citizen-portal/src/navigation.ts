import type { NavigationItem } from '@egov/chassis/web';

export const navigation: readonly NavigationItem[] = [
  { text: 'procedures.title', href: '/procedures' },
  { text: 'dossiers.title', href: '/dossiers', permissions: ['dossier.submit'] },
  { text: 'follow.title', href: '/follow' },
  { text: 'check.title', href: '/check' },
  { text: 'figures.title', href: '/figures' },
];
