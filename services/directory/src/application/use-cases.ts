import { wire } from '@egov/chassis/application';
import * as agency from './agency/mod.ts';
import * as calendar from './calendar/mod.ts';
import type { Deps } from './deps.ts';
import * as staffMember from './staff-member/mod.ts';

/** Wires the use cases to their dependencies. */
export const useCases = (deps: Deps) => ({
  ...wire(agency, deps),
  ...wire(staffMember, deps),
  ...wire(calendar, deps),
});
export type UseCases = ReturnType<typeof useCases>;
