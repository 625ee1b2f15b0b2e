import { eventCatalogue, type Event, type LocalDate } from '@egov/chassis/domain';

/** The numbers `from` to `to` of a unit's local day belong to the requester; those left unused are lost. */
export type CodeRegisterEvent = Event<
  'BlockReserved',
  { unitCode: string; localDate: LocalDate; from: number; to: number }
>;

export const codeRegisterCatalogue = eventCatalogue<CodeRegisterEvent>({ BlockReserved: { schema: 1 } });
