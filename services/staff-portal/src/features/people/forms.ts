import { z } from 'zod';

const date = z.iso.date('people.date-needed');
const revision = z.string().regex(/^\d{1,18}$/u);
const ticked = z
  .union([z.string(), z.array(z.string())], 'people.role-needed')
  .transform((roles) => [roles].flat());

/** An official who is new; `subject` is their account at the identity provider. */
export const registerForm = z.object({
  name: z.string().trim().min(1, 'people.name-needed').max(200, 'people.name-needed'),
  subject: z.string().trim().min(1, 'people.subject-needed').max(100, 'people.subject-needed'),
  email: z.union([z.literal(''), z.email('people.email-wrong')]).default(''),
  phone: z.string().trim().max(50, 'people.phone-long').default(''),
  agency_id: z.uuid('people.agency-needed'),
});

export const appointForm = z.object({
  agency_id: z.uuid('people.agency-needed'),
  position: z.string().trim().min(1, 'people.position-needed').max(200, 'people.position-needed'),
  roles: ticked,
  from: date,
  revision,
});

export const endForm = z.object({
  appointment_id: z.uuid('people.appointment-needed'),
  until: date,
  reason: z.string().trim().max(300, 'people.reason-long').default(''),
  revision,
});
