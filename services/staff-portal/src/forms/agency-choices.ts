import type { Visit } from '@egov/chassis/web';
import type { StaffServices } from '../services.ts';

/** The agencies as the choices of a form. */
export async function agencyChoices({ agencies }: StaffServices, { call, t }: Visit) {
  const found = await agencies.listAgencies({ pageSize: 200 }, call);
  return [
    { value: '', text: t('agencies.choose') },
    ...found.agencies.map(({ agencyId, name }) => ({ value: agencyId, text: name })),
  ];
}
