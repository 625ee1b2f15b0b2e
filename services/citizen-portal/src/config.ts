import { setting } from '@egov/chassis/runtime';

export const config = {
  PAYMENT_URL: setting.url({ dev: 'http://127.0.0.1:7060' }).describe('The payment platform'),
  PAYMENT_KEY_FILE: setting
    .path()
    .describe('File of the key that messages to and from the payment platform are signed with'),
  DIRECTORY_URL: setting.url({ dev: 'grpc://127.0.0.1:7001' }).describe('The directory service'),
  FILES_URL: setting.url({ dev: 'grpc://127.0.0.1:7003' }).describe('The files service'),
  PROCEDURES_URL: setting.url({ dev: 'grpc://127.0.0.1:7002' }).describe('The procedures service'),
} as const;
