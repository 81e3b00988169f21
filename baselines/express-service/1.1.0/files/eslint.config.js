'use strict';

const NODE = ['Buffer', '__dirname', 'clearTimeout', 'console', 'fetch', 'module', 'process', 'require', 'setTimeout', 'URL'];

module.exports = [
  {
    files: ['**/*.js'],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: 'commonjs',
      globals: Object.fromEntries(NODE.map((name) => [name, 'readonly'])),
    },
    rules: {
      'array-callback-return': 'error',
      curly: 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-duplicate-imports': 'error',
      'no-eval': 'error',
      'no-implicit-globals': 'error',
      'no-shadow': 'error',
      'no-throw-literal': 'error',
      'no-undef': 'error',
      'no-unreachable': 'error',
      'no-unused-vars': ['error', { args: 'after-used', argsIgnorePattern: '^(req|res|next)$' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      strict: ['error', 'global'],
    },
  },
];
