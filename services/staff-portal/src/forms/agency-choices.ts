import type { Visit } from '@egov/chassis/web';
import type { StaffServices } from '../services.ts';

/** The agencies as the choices of a form. */
export async function agencyChoices({ agencies }: StaffServices, { call, t }: Visit) {
  const found = await agencies.listAgencies(
    { asOfDay: '', level: 0, parentId: '', text: '', pageSize: 200, pageToken: '', minPosition: 0n },
    call,
  );
  return [
    { value: '', text: t('agencies.choose') },
    ...found.agencies.map(({ agencyId, name }) => ({ value: agencyId, text: name })),
  ];
}
