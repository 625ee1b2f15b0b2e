import { defineConfig, directoryClientConfig, serviceConfig, setting } from '@egov/chassis/runtime';

export const configFields = {
  ...serviceConfig,
  ...directoryClientConfig,
  GRPC_PORT: setting.port({ dev: 7002 }).describe('Port that the gRPC server listens on'),
} as const;

export type Config = ReturnType<typeof readConfig>;

export const readConfig = () => defineConfig(configFields);
