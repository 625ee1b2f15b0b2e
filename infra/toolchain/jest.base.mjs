// CommonJS through swc is five times faster here than jest's ESM mode; these packages have only ESM.
const esmOnly = [
  'jose',
  'uuid',
  'openid-client',
  'oauth4webapi',
  'commander',
  '@noble',
  '@bufbuild',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
];

/** The one jest base: `suffix` picks the test files of a project, e.g. `test` or `int.test`. */
export const project = (displayName, suffix, options = {}) => ({
  displayName,
  rootDir: new URL('../..', import.meta.url).pathname,
  testEnvironment: 'node',
  testRegex: `/(services|infra|loadtest|test|proto)/.*[a-z0-9-]+\\.${suffix.replaceAll('.', '\\.')}\\.ts$`,
  testPathIgnorePatterns: ['/node_modules/', '/gen/', '/out/', '/\\.tools/', '/\\.data/'],
  modulePathIgnorePatterns: ['/out/', '/\\.tools/', '/\\.data/'],
  transform: {
    '\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/\\.pnpm/(?!(${esmOnly.join('|')})[@+])`],
  ...options,
});
