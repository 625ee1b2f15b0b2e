import { derivedId, type CallContext, type Receipt } from '@egov/chassis/application';
import { agencyId, type AgencyId, type LocalDate } from '@egov/chassis/domain';
import { mayBeEstablished } from '../../domain/agency/decide.ts';
import type { AgencyLevel, AssignedCode } from '../../domain/agency/events.ts';
import { claimCode } from '../register/claim-entry.ts';
import { superiorOn } from './superior.ts';
import type { Deps } from '../deps.ts';

export type EstablishAgencyInput = Readonly<{
  agencyId: AgencyId | undefined;
  name: string;
  level: AgencyLevel;
  parentId: AgencyId | null;
  codes: readonly AssignedCode[];
  establishedOn: LocalDate;
}>;

/**
 * Establishes an agency under another, on `agency.manage` of that one, or of the whole province for one
 * without superior.
 */
export const establishAgency =
  (records: Pick<Deps, 'agencies' | 'register'>) =>
  async (input: EstablishAgencyInput, context: CallContext): Promise<Receipt & { agencyId: AgencyId }> => {
    const id =
      input.agencyId ?? agencyId(derivedId('directory', context.principal.subject, context.requestId));
    const { parentId, ...established } = input;
    const { revision, position } = await records.agencies.handle({
      id,
      context,
      authorise: () => context.principal.require('agency.manage', parentId ?? undefined),
      command: async (state) => {
        const superior = parentId === null ? null : await superiorOn(records, parentId, input.establishedOn);
        const data = { ...established, agencyId: id, superior };
        mayBeEstablished(data, state);
        for (const code of input.codes) await claimCode(records, code, id, context);
        return { type: 'EstablishAgency', data };
      },
    });
    return { agencyId: id, revision, position };
  };
