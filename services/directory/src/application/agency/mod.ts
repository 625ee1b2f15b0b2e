export { assignAgencyCode } from './assign-agency-code.ts';
export { dissolveAgency } from './dissolve-agency.ts';
export { establishAgency } from './establish-agency.ts';
export { findAgencyByCode } from './find-agency-by-code.ts';
export { getAgency } from './get-agency.ts';
export { listAgencies } from './list-agencies.ts';
export { moveAgency } from './move-agency.ts';
export { renameAgency } from './rename-agency.ts';
