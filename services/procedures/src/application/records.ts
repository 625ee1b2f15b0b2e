import { commandHandler, type CommandHandler, type EventLog } from '@egov/chassis/application';
import { aggregates } from '../domain/aggregates.ts';
import type { CodeRegister, ReserveBlock } from '../domain/code-register/decide.ts';
import type { CodeRegisterEvent } from '../domain/code-register/events.ts';
import type { DossierCommand } from '../domain/dossier/commands.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import type { DossierEvent } from '../domain/dossier/events.ts';
import type { ProcedureCommand } from '../domain/procedure/commands.ts';
import type { ProcedureEvent } from '../domain/procedure/events.ts';
import type { Procedure } from '../domain/procedure/procedure.ts';

/** The records that the use cases read and write, each kind by its handler. */
export type Records = Readonly<{
  procedures: CommandHandler<Procedure, ProcedureCommand, ProcedureEvent>;
  dossiers: CommandHandler<Dossier, DossierCommand, DossierEvent>;
  registers: CommandHandler<CodeRegister, ReserveBlock, CodeRegisterEvent>;
}>;

/** What a command may be told by its caller about the record it has seen. */
export type Seen = Readonly<{ expectedRevision?: bigint | undefined }>;

/** What was recorded, for the caller's next command and query. */
export type Receipt = Readonly<{ revision: bigint; position: bigint }>;

/** Opens the records over the event log. */
export const openRecords = (log: EventLog): Records => ({
  procedures: commandHandler(log, aggregates.procedure),
  dossiers: commandHandler(log, aggregates.dossier),
  registers: commandHandler(log, aggregates.register),
});
