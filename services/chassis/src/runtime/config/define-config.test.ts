import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import * as setting from './config-field.ts';
import { ConfigError, configTable, defineConfig } from './define-config.ts';
import { eventServiceConfig } from './service-config.ts';

const fields = {
  GRPC_PORT: setting.port({ dev: 7001 }).describe('Port to listen on'),
  NATS_URL: setting.url({ dev: 'nats://127.0.0.1:4222' }).describe('The broker'),
  TOKEN: setting.text().secret().describe('The secret'),
  LEVEL: setting.choice(['info', 'debug'], { default: 'info' }),
  NOTE: setting.text().optional(),
};

test('in development what is not said is the development value', () => {
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

test('in production URLs have no default, and everything wrong is said at once', () => {
  const read = () => defineConfig(fields, { NODE_ENV: 'production', GRPC_PORT: '70000', LEVEL: 'loud' });
  expect(read).toThrow(ConfigError);
  try {
    read();
  } catch (error) {
    expect((error as ConfigError).problems).toEqual([
      'GRPC_PORT is "70000", which is not a whole number from 0 to 65535',
      'NATS_URL is needed in production: The broker',
      'TOKEN is needed: The secret',
      'LEVEL is "loud", which is not one of info, debug',
    ]);
  }
});

describe('secrets', () => {
  const config = defineConfig(
    { ...fields, STORE: setting.url() },
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

  test('are not shown in what is wrong with them', () => {
    expect(() =>
      defineConfig(
        { PIN: setting.port().secret(), STORE: setting.port() },
        { PIN: 'hush', STORE: 'a:hush@b' },
      ),
    ).toThrow(/PIN is \*\*\*[^]*STORE is \*\*\*/);
  });
});

test('the table names every variable with its meaning and what holds when it is not said', () => {
  expect(configTable(fields).split('\n')).toEqual([
    'GRPC_PORT  Port to listen on (a whole number from 0 to 65535; needed in production, else 7001)',
    'NATS_URL   The broker (a URL; needed in production, else nats://127.0.0.1:4222)',
    'TOKEN      The secret (a text; needed)',
    'LEVEL      (one of info, debug; default info)',
    'NOTE       (a text; optional)',
  ]);
});

test('the variables that all services share need nothing said in development', () => {
  expect(defineConfig(eventServiceConfig, {}).MAX_IN_FLIGHT).toBe(256);
  expect(() => defineConfig(eventServiceConfig, { NODE_ENV: 'production' })).toThrow(
    /EVENTSTORE_URL[^]*NATS_URL[^]*MASTER_KEY_FILE/,
  );
});
