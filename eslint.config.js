import tseslint from 'typescript-eslint';

const deterministic = [
  { object: 'Date', property: 'now', message: 'Chaincode and pure rooms have no clock.' },
  { object: 'Math', property: 'random', message: 'Chaincode and pure rooms have no randomness.' },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'coverage/**',
      '.quancheng/**',
      'test/vectors/**',
      'test/fixtures/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked.map((each) => ({ ...each, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // A member is left out of an object by naming it beside a rest.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['protocol/**/*.ts', 'domain/**/*.ts', 'verifier/**/*.ts', 'chaincode/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...deterministic],
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'performance',
        'crypto',
        'Intl',
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No clock here.' },
        { selector: "CallExpression[callee.name='Date']", message: 'No clock here.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
