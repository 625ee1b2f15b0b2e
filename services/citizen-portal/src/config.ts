import { setting } from '@egov/chassis/config';
import { z } from 'zod';

export const config = {
  PAYMENT_URL: setting.dev(z.url(), 'http://127.0.0.1:7060').describe('The payment platform'),
  PAYMENT_KEY_FILE: z
    .string()
    .describe('File of the key that signs messages to and from the payment platform'),
} as const;
