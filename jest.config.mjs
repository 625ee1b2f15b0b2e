import { project } from '@egov/toolchain/jest.base';

// Processes that a test starts end with jest, even when it is killed.
const starting = { globalSetup: '<rootDir>/infra/local/src/proof/watch-jest.ts' };

// Suffixes tell cost: unit needs nothing, int a port or a database, e2e the running platform.
export default {
  // jest heeds this here only, not in a project. It ends what hangs, on the busiest machine;
  // nothing is measured by it.
  testTimeout: 180_000,
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
    project('int', 'int.test', starting),
    project('e2e', 'e2e.test', starting),
  ],
};
