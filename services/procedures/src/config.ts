import { defineConfig, serviceConfig, setting } from '@egov/chassis/runtime';

export const configFields = {
  ...serviceConfig,
  GRPC_PORT: setting.port({ dev: 7002 }).describe('Port that the gRPC server listens on'),
  DIRECTORY_URL: setting.url({ dev: 'grpc://127.0.0.1:7001' }).describe('Address of the directory service'),
} as const;

export type Config = ReturnType<typeof readConfig>;

export const readConfig = () => defineConfig(configFields);
