export { getProcedure, listProcedures, listProcedureVersions } from './catalogue.ts';
export { proposeProcedureVersion } from './propose-procedure-version.ts';
