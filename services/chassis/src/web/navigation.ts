import type { Permission } from '@egov/platform';

/**
 * A link of the portal's navigation; shown to those who hold one of the permissions, to everybody if there
 * are none.
 */
export type NavigationItem = Readonly<{ text: string; href: string; permissions?: readonly Permission[] }>;
