import { setting } from '@egov/chassis/config';
import { z } from 'zod';

const count = (byDefault: number) => z.coerce.number().int().min(1).default(byDefault);

/** The variables of what one person may make grow. */
export const limits = {
  MESSAGES_PER_DOSSIER: count(200).describe('Messages that each side may write about one dossier'),
  MESSAGES_PER_HOUR: count(10).describe('Messages that an applicant may write about one dossier in an hour'),
} as const;

/** The variable of what numbers and slips are hashed under. */
export const lookup = {
  LOOKUP_KEY_FILE: setting
    .dev(z.string(), '.data/lookup.key')
    .describe(
      "File of the key that persons' ids and slips' secrets are computed with, apart from master.key",
    ),
} as const;
