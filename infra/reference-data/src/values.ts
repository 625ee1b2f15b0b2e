import { z } from 'zod';

export const localDate = z.iso.date();
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The origin of a value: stated by the source, or assumed so that the platform has something to run on. */
export const basis = z.enum(['source', 'default']);

export const duration = z.strictObject({
  unit: z.enum(['working-days', 'calendar-days', 'working-hours', 'months']),
  amount: z.number().positive(),
});
export type ReferenceDuration = z.infer<typeof duration>;
