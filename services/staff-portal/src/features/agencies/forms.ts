import { z } from 'zod';

const date = z.iso.date('agencies.date-needed');
const revision = z.string().regex(/^\d{1,18}$/u);

/** An agency's name from a day on. */
export const renameForm = z.object({
  name: z.string().trim().min(1, 'agencies.name-needed').max(300, 'agencies.name-needed'),
  valid_from: date,
  revision,
});

const agency = z.uuid('agencies.agency-needed');
const scheme = z
  .enum(['1', '2', '3'], 'agencies.scheme-needed')
  .transform((number) => Number(number) as 1 | 2 | 3);
const code = z.string().trim().min(1, 'agencies.code-needed').max(50, 'agencies.code-needed');

/** An agency that is new; its code may be assigned later. */
export const establishForm = z.object({
  name: z.string().trim().min(1, 'agencies.name-needed').max(300, 'agencies.name-needed'),
  level: z
    .enum(['1', '2', '3', '4', '5'], 'agencies.level-needed')
    .transform((number) => Number(number) as 1 | 2 | 3 | 4 | 5),
  parent_id: agency,
  established_on: date,
  scheme,
  code: z.string().trim().max(50, 'agencies.code-needed').default(''),
});

/** A code from a day on, which ends the one of the same scheme. */
export const codeForm = z.object({ scheme, code, code_from: date, revision });

/** The agency above it from a day on. */
export const moveForm = z.object({ parent_id: agency, move_from: date, revision });

/** The last day of an agency, and who takes over. */
export const dissolveForm = z.object({
  dissolved_on: date,
  successors: z
    .union([z.string(), z.array(z.string())], 'agencies.agency-needed')
    .transform((ids) => [ids].flat().filter(Boolean))
    .pipe(z.array(agency).max(20, 'agencies.agency-needed')),
  legal_ground: z.string().trim().min(1, 'agencies.ground-needed').max(300, 'agencies.ground-needed'),
  revision,
});
