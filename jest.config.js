/**
 * One runner for every unit and component test. Jest runs in CommonJS mode: native ESM would need an experimental flag and
 * lose hoisted mocks; the price is that library code must not use top-level await.
 */
const transform = (jsx) => ({
  '^.+\\.(m?js|jsx|tsx?)$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: {syntax: 'typescript', tsx: true},
        transform: {react: {runtime: 'automatic', importSource: jsx}},
      },
      module: {type: 'commonjs'},
    },
  ],
})

const shared = {
  rootDir: import.meta.dirname,
  // Most dependencies ship ES modules only, so they are transformed as well. Jest caches the result.
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['<rootDir>/.*/(dist|lib|build|.docusaurus)/'],
}

const node = (name, folder) => ({
  ...shared,
  displayName: name,
  testEnvironment: 'node',
  testEnvironmentOptions: {customExportConditions: ['chatkit-source', 'require', 'node', 'default']},
  roots: [`<rootDir>/${folder}`],
  testMatch: ['**/*.test.ts'],
  transform: transform('react'),
})

const dom = (name, folder, jsx, moduleNameMapper = {}) => ({
  ...shared,
  displayName: name,
  testEnvironment: '<rootDir>/scripts/jest/dom-environment.cjs',
  setupFilesAfterEnv: ['<rootDir>/scripts/jest/dom-setup.js'],
  roots: [`<rootDir>/${folder}`],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: transform(jsx),
  moduleNameMapper: {'\\.module\\.css$': '<rootDir>/scripts/jest/css-module.cjs', ...moduleNameMapper},
})

/** For projects with tests against real databases. */
const services = {
  globalSetup: '<rootDir>/scripts/jest/services-setup.js',
  globalTeardown: '<rootDir>/scripts/jest/services-teardown.js',
}

export default {
  // A machine that is busy with something else is slow, not wrong.
  testTimeout: 30_000,
  projects: [
    node('protocol', 'packages/protocol'),
    {...node('server', 'packages/server'), ...services},
    {...node('backend', 'apps/backend'), ...services},
    {...node('conformance', 'conformance'), testMatch: ['**/*.test.js']},
    // Its `lib` is source.
    {...node('evaluation', 'evaluation'), testMatch: ['**/*.test.js'], modulePathIgnorePatterns: []},
    dom('transport', 'packages/transport', 'react'),
    dom('element', 'packages/element', 'preact'),
    {...node('plugin', 'packages/docusaurus-plugin'), testPathIgnorePatterns: ['/src/(components|theme|client)/']},
    {
      ...dom('widget', 'packages/docusaurus-plugin', 'react', {
        '^@docusaurus/(Translate|Interpolate|constants|router|useBaseUrl|useDocusaurusContext|useGlobalData)$':
          '<rootDir>/node_modules/@docusaurus/core/lib/client/exports/$1.js',
        '^@generated/routes$': '<rootDir>/packages/docusaurus-plugin/src/components/__fixtures__/routes.ts',
        '^@generated/.*$': '<rootDir>/packages/docusaurus-plugin/src/components/__fixtures__/generated.cjs',
        '^@chatkit/client-config$': '<rootDir>/packages/docusaurus-plugin/src/components/__fixtures__/client-config.ts',
        '^@chatkit/previous/Root$': '<rootDir>/packages/docusaurus-plugin/src/components/__fixtures__/PreviousRoot.tsx',
        '^@theme/ChatKit$': '<rootDir>/packages/docusaurus-plugin/src/theme/ChatKit/index.tsx',
        '^@theme/(ChatKit/(translations|pageTexts|openChat)|AskChat)$':
          '<rootDir>/packages/docusaurus-plugin/src/theme/$1',
        '^@theme/CodeBlock/Buttons/Button$':
          '<rootDir>/node_modules/@docusaurus/theme-classic/lib/theme/CodeBlock/Buttons/Button',
        // The real element is tested in its own project and in browsers; here only its published surface matters.
        '^chatkit-element/define$':
          '<rootDir>/packages/docusaurus-plugin/src/components/__fixtures__/define-stand-in.ts',
      }),
      testMatch: ['**/src/{components,theme,client}/**/*.test.{ts,tsx}'],
    },
  ],
}
