import type { NavigationItem } from '@egov/chassis/web';

export const navigation: readonly NavigationItem[] = [];
