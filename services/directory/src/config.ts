import { defineConfig, serviceConfig, setting } from '@egov/chassis/runtime';

export const configFields = {
  ...serviceConfig,
  GRPC_PORT: setting.port({ dev: 7001 }).describe('Port that the gRPC server listens on'),
} as const;

export type Config = ReturnType<typeof readConfig>;

export const readConfig = () => defineConfig(configFields);
