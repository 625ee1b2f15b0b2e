import { codeRegisterDecider } from './code-register/decide.ts';
import { codeRegisterCatalogue } from './code-register/events.ts';
import { dossierCatalogue } from './dossier/catalogue.ts';
import { dossierDecider } from './dossier/decide.ts';
import { procedureCodeCatalogue, procedureCodeDecider } from './procedure-code/procedure-code.ts';
import { procedureDecider } from './procedure/decide.ts';
import { procedureCatalogue } from './procedure/events.ts';

/** The aggregates of the procedures service, each with its category of streams, its rules and its events. */
export const aggregates = {
  procedures: { category: 'procedures_procedure', decider: procedureDecider, catalogue: procedureCatalogue },
  registers: {
    category: 'procedures_register',
    decider: codeRegisterDecider,
    catalogue: codeRegisterCatalogue,
  },
  procedureCodes: {
    category: 'procedures_code',
    decider: procedureCodeDecider,
    catalogue: procedureCodeCatalogue,
  },
  dossiers: { category: 'procedures_dossier', decider: dossierDecider, catalogue: dossierCatalogue },
} as const;
