import { project } from '@egov/toolchain/jest.base';

// Suffixes tell cost: unit needs nothing, int a port or a database, e2e the running platform.
export default {
  projects: [
    project('unit', 'test', { testPathIgnorePatterns: ['/node_modules/', '/gen/', '/\\.tools/', '/\\.data/', '\\.(int|e2e)\\.test\\.ts$'] }),
    project('int', 'int.test', { testTimeout: 30_000 }),
    project('e2e', 'e2e.test', { testTimeout: 180_000 }),
  ],
};
