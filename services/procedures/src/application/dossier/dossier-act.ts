import type { CallContext, CommandInput, ExpectedRevision, Receipt } from '@egov/chassis/application';
import type { DossierCommand } from '../../domain/dossier/commands.ts';
import type { Dossier, KnownDossier } from '../../domain/dossier/dossier.ts';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import { known } from '../../domain/dossier/guards.ts';
import type { DossierId } from '../../domain/ids.ts';
import { whenItHappenedTo, type Backdated } from './when-it-happened.ts';
import type { WhoMay } from './who-may.ts';
import type { Deps } from '../deps.ts';

/** What every act on a dossier has in common. */
export type ActInput = Readonly<{ dossierId: DossierId }> & ExpectedRevision & Backdated;

/** The result of an act: what was recorded, the dossier after it, and its events. */
export type ActResult = Receipt &
  Readonly<{ dossierId: DossierId; state: Dossier; events: readonly DossierEvent[] }>;

/**
 * One act: who may do it, and the command it becomes; outside facts are fetched inside the handler's loop.
 */
export type Act<Input> = Readonly<{
  whoMay: WhoMay;
  command: (
    input: Input,
    dossier: KnownDossier,
    context: CallContext,
  ) => CommandInput<DossierCommand> | Promise<CommandInput<DossierCommand>>;
}>;

/**
 * Makes the use case of one act on a dossier that exists: authorises against the dossier itself, decides,
 * appends.
 */
export const dossierAct =
  <Input extends ActInput>({ dossiers }: Pick<Deps, 'dossiers'>, { whoMay, command }: Act<Input>) =>
  async (input: Input, context: CallContext): Promise<ActResult> => {
    // Whether the dossier is imported, and when it was last acted on, only the fold knows.
    const call: { -readonly [Name in keyof CallContext]: CallContext[Name] } = { ...context };
    const { revision, position, state, events } = await dossiers.handle({
      id: input.dossierId,
      context: call,
      expectedRevision: input.expectedRevision,
      authorise: (dossier) => {
        whoMay(call, dossier);
        Object.assign(call, whenItHappenedTo(dossier, context, input));
      },
      command: (dossier) => command(input, known(dossier), call),
    });
    return { dossierId: input.dossierId, revision, position, state, events };
  };
