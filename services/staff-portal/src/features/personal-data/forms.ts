import { z } from 'zod';

const someText = (max: number) => z.string().trim().max(max, 'personal-data.too-long').default('');

/** Whom to find: by the code of a dossier, or by a number. */
export const findForm = z
  .object({ code: someText(60), id_number: someText(50) })
  .refine(({ code, id_number: number }) => code !== '' || number !== '', {
    path: ['code'],
    message: 'personal-data.code-or-number',
  });

/** Forgetting cannot be undone: it needs a ground and a tick. */
export const forgetForm = z.object({
  reason: z
    .string('personal-data.reason-needed')
    .trim()
    .min(1, 'personal-data.reason-needed')
    .max(500, 'personal-data.too-long'),
  sure: z.literal('yes', 'personal-data.sure-needed'),
});
