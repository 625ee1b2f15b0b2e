export { getProcedure, listProcedures, listProcedureVersions } from './catalogue.ts';
export { proposeProcedureVersion } from './propose-procedure-version.ts';
export { publishProcedureVersion } from './publish-procedure-version.ts';
