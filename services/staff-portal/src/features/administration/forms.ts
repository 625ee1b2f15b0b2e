import { z } from 'zod';

const date = z.iso.date('administration.date-needed');
const revision = z.string().regex(/^\d{1,18}$/u);
const ticked = z
  .union([z.string(), z.array(z.string())], 'administration.role-needed')
  .transform((roles) => [roles].flat());

/** An agency's name from a day on. */
export const renameForm = z.object({
  name: z.string().trim().min(1, 'administration.name-needed').max(300, 'administration.name-needed'),
  valid_from: date,
  revision,
});

const agency = z.uuid('administration.agency-needed');
const scheme = z
  .enum(['1', '2', '3'], 'administration.scheme-needed')
  .transform((number) => Number(number) as 1 | 2 | 3);
const code = z.string().trim().min(1, 'administration.code-needed').max(50, 'administration.code-needed');

/** An agency that is new; its code may be assigned later. */
export const establishForm = z.object({
  name: z.string().trim().min(1, 'administration.name-needed').max(300, 'administration.name-needed'),
  level: z
    .enum(['1', '2', '3', '4', '5'], 'administration.level-needed')
    .transform((number) => Number(number) as 1 | 2 | 3 | 4 | 5),
  parent_id: agency,
  established_on: date,
  scheme,
  code: z.string().trim().max(50, 'administration.code-needed').default(''),
});

/** A code from a day on, which ends the one of the same scheme. */
export const codeForm = z.object({ scheme, code, code_from: date, revision });

/** The agency above it from a day on. */
export const moveForm = z.object({ parent_id: agency, move_from: date, revision });

/** The last day of an agency, and who takes over. */
export const dissolveForm = z.object({
  dissolved_on: date,
  successors: z
    .union([z.string(), z.array(z.string())], 'administration.agency-needed')
    .transform((ids) => [ids].flat().filter(Boolean))
    .pipe(z.array(agency).max(20, 'administration.agency-needed')),
  legal_ground: z
    .string()
    .trim()
    .min(1, 'administration.ground-needed')
    .max(300, 'administration.ground-needed'),
  revision,
});

/** An official who is new; `subject` is their account at the identity provider. */
export const registerForm = z.object({
  name: z.string().trim().min(1, 'administration.name-needed').max(200, 'administration.name-needed'),
  subject: z
    .string()
    .trim()
    .min(1, 'administration.subject-needed')
    .max(100, 'administration.subject-needed'),
  email: z.union([z.literal(''), z.email('administration.email-wrong')]).default(''),
  phone: z.string().trim().max(50, 'administration.phone-long').default(''),
  agency_id: z.uuid('administration.agency-needed'),
});

export const appointForm = z.object({
  agency_id: z.uuid('administration.agency-needed'),
  position: z
    .string()
    .trim()
    .min(1, 'administration.position-needed')
    .max(200, 'administration.position-needed'),
  roles: ticked,
  from: date,
  revision,
});

export const endForm = z.object({
  appointment_id: z.uuid('administration.appointment-needed'),
  until: date,
  reason: z.string().trim().max(300, 'administration.reason-long').default(''),
  revision,
});
