import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, configTable, defineConfig } from './define-config.ts';
import { eventServiceConfig } from './service-config.ts';
import * as setting from './setting.ts';

const fields = {
  GRPC_PORT: setting.dev(setting.port, 7001).describe('Port to listen on'),
  NATS_URL: setting.dev(z.url(), 'nats://127.0.0.1:4222').describe('The broker'),
  TOKEN: setting.secret(z.string()).describe('The secret'),
  LEVEL: z.enum(['info', 'debug']).default('info'),
  NOTE: z.string().optional(),
};

test('in development an unset variable has its development value', () => {
  const config = defineConfig(fields, { TOKEN: 'x', NATS_URL: '' });
  expect({ ...config }).toEqual({
    GRPC_PORT: 7001,
    NATS_URL: 'nats://127.0.0.1:4222',
    TOKEN: 'x',
    LEVEL: 'info',
    NOTE: undefined,
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('in production URLs have no default, and all problems are reported at once', () => {
  const read = () => defineConfig(fields, { NODE_ENV: 'production', GRPC_PORT: '70000', LEVEL: 'loud' });
  expect(read).toThrow(ConfigError);
  try {
    read();
  } catch (error) {
    expect((error as ConfigError).problems).toEqual([
      'GRPC_PORT is "70000": Too big: expected number to be ' +
        '<=65535. Set it to a whole number from 0 to 65535: Port to listen on',
      'NATS_URL is not set, and has no default in production. Set it to a URL: The broker',
      'TOKEN is not set. Set it to a text: The secret',
      'LEVEL is "loud": Invalid option: expected one of "info"|"debug". Set it to one of info, debug.',
    ]);
  }
});

describe('secrets', () => {
  const config = defineConfig(
    { ...fields, STORE: z.url() },
    { TOKEN: 'hush-hush', STORE: 'esdb://admin:hush-hush@127.0.0.1:2113' },
  );

  test.each<[string, (value: unknown) => string]>([
    ['inspect', (value) => inspect(value)],
    ['JSON', (value) => JSON.stringify(value)],
    ['String', String],
    ['what holds it', (value) => inspect({ config: value })],
  ])('are not shown by %s', (_, print) => {
    expect(print(config)).not.toContain('hush');
    expect(print(config)).toContain('***');
  });

  test('are not shown in error messages about them', () => {
    expect(() =>
      defineConfig(
        { PIN: setting.secret(setting.port), STORE: setting.port },
        { PIN: 'hush', STORE: 'a:hush@b' },
      ),
    ).toThrow(/PIN is \*\*\*[^]*STORE is \*\*\*/);
  });
});

test('the table lists every variable with its meaning and default', () => {
  expect(configTable(fields).split('\n')).toEqual([
    'GRPC_PORT  Port to listen on (a whole number from 0 to 65535; required in production, else 7001)',
    'NATS_URL   The broker (a URL; required in production, else nats://127.0.0.1:4222)',
    'TOKEN      The secret (a text; required)',
    'LEVEL      (one of info, debug; default info)',
    'NOTE       (a text; optional)',
  ]);
});

test('the variables that all services share need nothing set in development', () => {
  expect(defineConfig(eventServiceConfig, {}).MAX_IN_FLIGHT).toBe(256);
  expect(() => defineConfig(eventServiceConfig, { NODE_ENV: 'production' })).toThrow(
    /NATS_URL[^]*MASTER_KEY_FILE[^]*EVENTSTORE_URL/,
  );
});
