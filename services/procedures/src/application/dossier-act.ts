import type { Asked, CallContext } from '@egov/chassis/application';
import type { DossierCommand } from '../domain/dossier/commands.ts';
import type { Dossier, KnownDossier } from '../domain/dossier/dossier.ts';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { known } from '../domain/dossier/guards.ts';
import type { DossierId } from '../domain/ids.ts';
import type { Receipt, Records, Seen } from './records.ts';
import { whenItHappened, type Backdated } from './when-it-happened.ts';
import type { WhoMay } from './who-may.ts';

/** What every act on a dossier says beside what it is about. */
export type ActInput = Readonly<{ dossierId: DossierId }> & Seen & Backdated;

/** What an act led to: the receipt, the dossier as it stands after it, and what happened. */
export type Acted = Receipt &
  Readonly<{ dossierId: DossierId; state: Dossier; events: readonly DossierEvent[] }>;

/**
 * How one act is done: who may do it, and the command it becomes; outside facts are fetched inside the
 * handler's loop.
 */
export type Act<Input> = Readonly<{
  whoMay: WhoMay;
  command: (
    input: Input,
    dossier: KnownDossier,
    context: CallContext,
  ) => Asked<DossierCommand> | Promise<Asked<DossierCommand>>;
}>;

/**
 * Makes the use case of one act on a dossier that exists: authorises against the dossier itself, decides,
 * appends.
 */
export const dossierAct =
  <Input extends ActInput>({ dossiers }: Pick<Records, 'dossiers'>, { whoMay, command }: Act<Input>) =>
  async (input: Input, context: CallContext): Promise<Acted> => {
    // The events of an imported history carry its import; only the fold knows it.
    const call: { -readonly [Name in keyof CallContext]: CallContext[Name] } = {
      ...whenItHappened(context, input),
    };
    const { revision, position, state, events } = await dossiers.handle({
      id: input.dossierId,
      context: call,
      expectedRevision: input.expectedRevision,
      authorise: (dossier) => {
        whoMay(call, dossier);
        const { importId } = known(dossier).file;
        if (importId !== null) call.importId = importId;
      },
      command: (dossier) => command(input, known(dossier), call),
    });
    return { dossierId: input.dossierId, revision, position, state, events };
  };
