import { configTable, defineConfig } from '../config/define-config.ts';
import { environmentOf } from '../config/environment-of.ts';
import { lifecycle } from '../lifecycle/lifecycle.ts';
import { createLogger } from '../logger/logger.ts';
import type { Service } from './service-definition.ts';
import { fieldsOf } from './service-fields.ts';
import { startService } from './start-service.ts';

/** Runs a service from its configuration to its end; with `--help` prints its variables instead. */
export const runService = (service: Service): Promise<void> => runServices([service]);

/**
 * Runs several services in one process, each with its own port, read models and logger. They start in the
 * order given and are drained in reverse. A service's variable `<SERVICE>_<VARIABLE>` wins over `<VARIABLE>`.
 * Any failure names its service and ends the process.
 */
export async function runServices(services: readonly Service[]): Promise<void> {
  if (process.argv.includes('--help')) return void process.stdout.write(help(services));
  const [first, ...others] = services.map((service) => {
    const config = defineConfig(fieldsOf(service), environmentOf(service.entry.name));
    return { service, config, logger: createLogger(service.entry.name, { level: config.LOG_LEVEL }) };
  });
  if (first === undefined) throw new TypeError('There is no service to run.');
  const logger =
    others.length === 0 ? first.logger : createLogger('services', { level: first.config.LOG_LEVEL });
  // Read models and papers are for this account alone.
  process.umask(0o077);
  const life = lifecycle({ logger });
  await life.start(async () => {
    for (const each of [first, ...others]) await startService({ ...each, life });
  });
}

const help = (services: readonly Service[]): string =>
  services
    .map((service) => {
      const table = configTable(fieldsOf(service));
      return services.length === 1 ? `${table}\n` : `${service.entry.name}\n${table}\n`;
    })
    .join('\n');
