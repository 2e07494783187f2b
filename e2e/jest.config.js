/** The product in a real browser. One worker: the tests share a backend that some of them stop and start. */
export default {
  rootDir: import.meta.dirname,
  displayName: 'e2e',
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  // The faults take minutes: a run of everything says how many, and so does their own command, `npm run faults`.
  testPathIgnorePatterns: process.env.CHATKIT_FAULTS_SCHEDULES === undefined ? ['/faults/faults\\.test\\.ts$'] : [],
  transform: {
    '^.+\\.(m?js|tsx?)$': [
      '@swc/jest',
      {jsc: {target: 'es2022', parser: {syntax: 'typescript'}}, module: {type: 'commonjs'}},
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/support/global-setup.ts',
  globalTeardown: '<rootDir>/support/global-teardown.ts',
  maxWorkers: 1,
  testTimeout: 60_000,
}
