import { setting } from '@egov/chassis/runtime';

export const config = {
  DIRECTORY_URL: setting.url({ dev: 'grpc://127.0.0.1:7001' }).describe('The directory service'),
  FILES_URL: setting.url({ dev: 'grpc://127.0.0.1:7003' }).describe('The files service'),
  PROCEDURES_URL: setting.url({ dev: 'grpc://127.0.0.1:7002' }).describe('The procedures service'),
} as const;
