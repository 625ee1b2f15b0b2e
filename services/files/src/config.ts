import { defineConfig, serviceConfig, setting } from '@egov/chassis/runtime';

// It keeps no events, so it needs neither the event log nor the broker.
const {
  EVENTSTORE_URL: _log,
  NATS_URL: _broker,
  MASTER_KEY_FILE: _key,
  PROVINCE: _province,
  OIDC_CLIENT_ID: _client,
  OIDC_CLIENT_SECRET: _secret,
  ...needed
} = serviceConfig;

export const configFields = {
  ...needed,
  GRPC_PORT: setting.port({ dev: 7003 }).describe('Port that the gRPC server listens on'),
  DATA_DIR: setting.path({ dev: '.data' }).describe('Folder of the files and of uploads in progress'),
  CLAMD_URL: setting
    .url()
    .optional()
    .describe("ClamAV's daemon, tcp://host:port or unix:///path; files are not scanned when absent"),
} as const;

export type Config = ReturnType<typeof readConfig>;

export const readConfig = () => defineConfig(configFields);
