import { z } from 'zod';

const date = z.iso.date('administration.date-needed');
const revision = z.string().regex(/^\d{1,18}$/u);
const ticked = z.union([z.string(), z.array(z.string())], 'administration.role-needed').transform((roles) => [roles].flat());

/** An agency's name from a day on. */
export const renameForm = z.object({ name: z.string().trim().min(1, 'administration.name-needed').max(300, 'administration.name-needed'), valid_from: date, revision });

/** An official who is new; `subject` is their account at the identity provider. */
export const registerForm = z.object({
  name: z.string().trim().min(1, 'administration.name-needed').max(200, 'administration.name-needed'),
  subject: z.string().trim().min(1, 'administration.subject-needed').max(100, 'administration.subject-needed'),
  email: z.union([z.literal(''), z.email('administration.email-wrong')]).default(''),
  phone: z.string().trim().max(50, 'administration.phone-long').default(''),
  agency_id: z.uuid('administration.agency-needed'),
});

export const appointForm = z.object({
  agency_id: z.uuid('administration.agency-needed'), position: z.string().trim().min(1, 'administration.position-needed').max(200, 'administration.position-needed'), roles: ticked, from: date, revision,
});

export const endForm = z.object({ appointment_id: z.uuid('administration.appointment-needed'), until: date, reason: z.string().trim().max(300, 'administration.reason-long').default(''), revision });
