import { defineConfig, type DummyRuleMap } from 'oxlint';

type Pattern = Readonly<{ group?: string[]; regex?: string; message: string }>;

const EXPORTS_ONLY: Pattern = {
  group: ['@egov/*/src/**', '**/services/*/src/**', '**/infra/*/src/**', '**/proto/gen/**'],
  message: "Go through the package's exports.",
};

/** A rule of imports replaces the one before it: each says again what holds everywhere. */
const walls = (...patterns: Pattern[]): DummyRuleMap => ({
  'no-restricted-imports': ['error', { patterns: [...patterns, EXPORTS_ONLY] }],
});

/** Of the chassis, these entries alone. */
const entries = (...names: readonly string[]): Pattern => ({
  group: ['@egov/chassis/*', ...names.map((name) => `!@egov/chassis/${name}`)],
  message: `Of the chassis this may import ${names.join(', ')} only.`,
});

/** Neither a file of the service nor the chassis. */
const NOT_OF_THE_CHASSIS = '^([^.@]|@[^e]|@egov/[^c])';
const DRIVERS = ['@nats-io/**', '@eventstore/**', '@grpc/**'];
const WIRING = ['**/main.ts', '**/service.ts'];
const folders = (...names: readonly string[]): string[] => names.map((name) => `**/${name}/**`);

const NO_TEST_SUPPORT: Pattern = {
  group: ['@egov/chassis/testing', '**/testing/**'],
  message: 'What runs in production does not import test support.',
};

const WAIT_FOR_A_CONDITION = 'Wait for a condition with eventually(), not for time.';

/** What each layer of a service may not import; the entries of the chassis are named after the layers. */
const layers: Readonly<Record<string, readonly Pattern[]>> = {
  domain: [
    entries('domain'),
    { regex: NOT_OF_THE_CHASSIS, message: 'domain is pure: it may import @egov/chassis/domain and itself.' },
    {
      group: [
        ...folders('application', 'projections', 'views', 'policies', 'publish', 'adapters', 'grpc'),
        '**/config.ts',
        ...WIRING,
      ],
      message: 'domain knows no other layer.',
    },
  ],
  application: [
    entries('application', 'domain'),
    {
      group: ['@egov/proto/**', 'node:sqlite', ...DRIVERS],
      message: 'A use case knows ports, not SQL, NATS or proto messages.',
    },
    {
      group: [...folders('grpc', 'publish', 'policies', 'adapters'), ...WIRING],
      message: 'application knows the domain, ports and queries only.',
    },
  ],
  projections: [
    entries('projections', 'domain'),
    { group: ['@egov/proto/**', ...DRIVERS], message: 'A read model is SQL over domain events.' },
    {
      group: [
        ...folders('application', 'grpc', 'publish', 'policies', 'adapters'),
        '**/config.ts',
        ...WIRING,
        '**/decide.ts',
      ],
      message: 'A read model knows event types and decides nothing.',
    },
  ],
  views: [
    entries('projections', 'domain'),
    { regex: NOT_OF_THE_CHASSIS, message: 'A view is a pure fold over domain events.' },
    {
      group: [
        ...folders('application', 'projections', 'policies', 'publish', 'adapters', 'grpc'),
        '**/config.ts',
        ...WIRING,
        '**/decide.ts',
      ],
      message: 'A view knows event types and decides nothing.',
    },
  ],
  policies: [
    entries('policies', 'domain'),
    { group: ['node:sqlite', ...DRIVERS], message: 'A policy answers with commands as data.' },
    {
      group: [...folders('grpc', 'projections', 'views', 'adapters'), ...WIRING],
      message: 'A policy knows event types and use cases.',
    },
  ],
  publish: [
    entries('publish', 'domain'),
    {
      group: ['node:sqlite', ...DRIVERS],
      message: 'Publishing maps a domain event to a proto message, nothing else.',
    },
    {
      group: [...folders('application', 'projections', 'views', 'policies', 'grpc', 'adapters'), ...WIRING],
      message: 'Publishing knows domain events and proto.',
    },
  ],
  adapters: [
    entries('runtime', 'config', 'grpc', 'application', 'domain'),
    {
      group: [...folders('grpc', 'projections', 'views', 'policies', 'publish'), ...WIRING, '**/decide.ts'],
      message: 'An adapter knows the ports and an outside system, no rules.',
    },
  ],
  grpc: [
    entries('grpc', 'application', 'domain'),
    {
      group: ['node:sqlite', '@nats-io/**', '@eventstore/**'],
      message: 'Transport translates; it holds no SQL and no messages.',
    },
    {
      group: [...folders('policies', 'publish', 'adapters'), ...WIRING, '**/decide.ts'],
      message: 'Transport knows use cases, queries and proto.',
    },
  ],
};

/** Words of the contracts that are of every service. */
const EVERY_SERVICE = ['access', 'audit', 'operations', 'person', 'working_time'];

export default defineConfig({
  plugins: ['eslint', 'typescript', 'import', 'node', 'jest', 'oxc', 'unicorn'],
  categories: { correctness: 'error' },
  ignorePatterns: ['**/node_modules', 'proto/gen', '.tools', '.data', 'coverage'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'typescript/unbound-method': 'off',
    'typescript/restrict-template-expressions': 'off',
    'import/no-cycle': 'error',
    'import/no-duplicates': ['error', { preferInline: true }],
    'no-empty': 'error',
    'no-empty-function': 'off',
    'node/no-process-env': 'error',
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 60 }],
    ...walls(),
    'unicorn/no-thenable': 'off',
  },
  overrides: [
    {
      files: [
        '**/config.ts',
        '**/watch-jest.ts',
        'infra/toolchain/**',
        'services/chassis/src/runtime/config/**',
        'services/chassis/src/telemetry/**',
      ],
      rules: { 'node/no-process-env': 'off' },
    },
    { files: ['services/*/src/**', 'infra/*/src/**'], rules: walls(NO_TEST_SUPPORT) },
    ...Object.entries(layers).map(([layer, patterns]) => ({
      files: [`services/*/src/${layer}/**`],
      rules: walls(...patterns),
    })),
    {
      files: ['services/*/src/domain/**'],
      rules: {
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: 'Time comes in with the command.' },
          { object: 'Math', property: 'random', message: 'Chance comes in with the command.' },
        ],
        'no-restricted-globals': ['error', 'fetch', 'setTimeout', 'setInterval', 'crypto'],
      },
    },
    {
      files: ['services/*/src/views/**'],
      rules: {
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: 'What a view shows is in the events.' },
          { object: 'Math', property: 'random', message: 'What a view shows is in the events.' },
        ],
      },
    },
    {
      files: ['services/*-portal/src/**', 'services/dossier-views/src/**'],
      rules: walls(entries('web', 'grpc', 'config', 'domain'), {
        group: ['node:sqlite', ...DRIVERS],
        message: 'A portal shows what services answer; it keeps nothing.',
      }),
    },
    {
      files: ['services/chassis/src/domain/**'],
      rules: {
        ...walls({
          group: ['@egov/**', ...DRIVERS, 'node:sqlite', ...folders('runtime', 'testing', 'telemetry')],
          message: 'The pure part of the chassis stands on nothing.',
        }),
        'no-restricted-globals': 'off',
      },
    },
    {
      files: ['services/chassis/src/runtime/**'],
      rules: walls(NO_TEST_SUPPORT, {
        group: [
          '@egov/proto/egov/**',
          ...EVERY_SERVICE.flatMap((word) => [`!@egov/proto/egov/${word}`, `!@egov/proto/egov/${word}/**`]),
        ],
        message: `The chassis knows no word of the domain; ${EVERY_SERVICE.join(', ')} are of every service.`,
      }),
    },
    {
      files: [
        '**/*.test.ts',
        '**/*.fixture.ts',
        '**/test-support/**',
        'services/chassis/src/testing/**',
        'services/chassis/src/**/sample/**',
      ],
      rules: walls(),
    },
    {
      files: ['**/*.test.ts'],
      rules: {
        'max-lines': ['error', { max: 500 }],
        'max-lines-per-function': 'off',
        'no-restricted-properties': 'off',
        'no-restricted-globals': [
          'error',
          { name: 'setTimeout', message: WAIT_FOR_A_CONDITION },
          { name: 'setInterval', message: WAIT_FOR_A_CONDITION },
        ],
        'jest/no-focused-tests': 'error',
        'jest/no-disabled-tests': 'error',
        'jest/expect-expect': 'off',
        'jest/no-conditional-expect': 'off',
        'jest/valid-title': 'off',
        'jest/no-standalone-expect': 'off',
        'no-restricted-imports': [
          'error',
          {
            paths: ['timers/promises', 'node:timers/promises'].map((name) => ({
              name,
              message: WAIT_FOR_A_CONDITION,
            })),
            patterns: [EXPORTS_ONLY],
          },
        ],
        'jest/require-to-throw-message': 'off',
      },
    },
  ],
});
