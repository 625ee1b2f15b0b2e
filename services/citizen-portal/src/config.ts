import { setting } from '@egov/chassis/runtime';

export const config = {
  PAYMENT_URL: setting.url({ dev: 'http://127.0.0.1:7060' }).describe('The payment platform'),
  PAYMENT_KEY_FILE: setting
    .path()
    .describe('File of the key that messages to and from the payment platform are signed with'),
} as const;
