import * as setting from '../config/setting.ts';
import { z } from 'zod';
import type { ConfigFields } from '../config/define-config.ts';
import { eventServiceConfig, serviceConfig } from '../config/service-config.ts';
import { addressVariable } from '../config/environment-of.ts';
import { isEventService, type Service } from './service-definition.ts';

/** Returns the variables of a process that asks services: the address of each. */
export const addressFields = (asks: Readonly<Record<string, Readonly<{ port: number }>>>): ConfigFields =>
  Object.fromEntries(
    Object.entries(asks).map(([name, { port }]) => [
      addressVariable(name),
      setting.dev(z.url(), `grpc://127.0.0.1:${port}`).describe(`The service ${name}`),
    ]),
  );

/** Returns the addresses of other services, from the variables of `addressFields`. */
export const addressesIn = <Asked extends object>(
  config: Readonly<Record<string, unknown>>,
  asks: Asked,
): Readonly<Record<keyof Asked, string>> =>
  Object.fromEntries(
    Object.keys(asks).map((name) => [name, String(config[addressVariable(name)])]),
  ) as Record<keyof Asked, string>;

/** Returns the variables of a service: those of its kind, the addresses of services it asks, and its own. */
export const fieldsOf = (service: Service) => ({
  ...(isEventService(service) ? eventServiceConfig : serviceConfig),
  GRPC_PORT: setting.dev(setting.port, service.entry.port).describe('Port that the gRPC server listens on'),
  ...addressFields(service.entry.asks),
  ...service.config,
});
