import { project } from '@egov/toolchain/jest.base';

// Suffixes tell cost: unit needs nothing, int a port or a database, e2e the running platform.
export default {
  // jest heeds this here only, not in a project. It bounds a test that hangs; nothing is measured by it.
  testTimeout: 60_000,
  projects: [
    project('unit', 'test', {
      testPathIgnorePatterns: [
        '/node_modules/',
        '/gen/',
        '/out/',
        '/\\.tools/',
        '/\\.data/',
        '\\.(int|e2e)\\.test\\.ts$',
      ],
    }),
    project('int', 'int.test'),
    project('e2e', 'e2e.test'),
  ],
};
