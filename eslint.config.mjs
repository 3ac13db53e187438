// What the compiler and the layer check cannot see: clock, chance, lost promises, forced types, raw IPC.
// Rules that are unusual say why. There is no way to switch one off inside a file (noInlineConfig): a rule that is wrong
// somewhere is changed here, with its reason.

import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const CODE = ['**/*.ts', '**/*.tsx']

// Values that exist wherever shared/ runs: the language itself (`builtin`) and what shared/web-standard.d.ts declares.
const WEB_STANDARD = ['TextEncoder', 'TextDecoder', 'WritableStream', 'ReadableStream', 'WritableStreamDefaultWriter',
  'ReadableStreamDefaultReader', 'ReadableStreamDefaultController']

const EVERYWHERE = [
  {
    // A default export has a different name in every file that imports it; searching for the feature then fails.
    selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
    message: 'Export by name.',
  },
  {
    // A barrel hides where a thing lives, makes cycles, and loads a folder to use one function.
    selector: 'ExportAllDeclaration, ExportNamedDeclaration[source]',
    message: 'No barrels: import it from the file that defines it.',
  },
  {
    selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    message: 'A forced cast hides a wrong type. Parse it, or narrow it.',
  },
]

const CLOCK = 'shared/ has no clock: the caller passes the time, so that the same records give the same numbers, hashes and pages.'
const CHANCE = 'shared/ has no chance: draw from a stored seed, so that every result can be recomputed.'
const PLACE = 'This answers in the time zone or language of the machine. Two labs must read the same record alike.'

const SHARED_SYNTAX = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: CLOCK },
  { selector: 'CallExpression[callee.name="Date"]', message: CLOCK },
  { selector: 'NewExpression[callee.name="Date"][arguments.length>1]', message: `${PLACE} Use Date.UTC.` },
  { selector: 'CallExpression[callee.property.name="localeCompare"][arguments.length=1]', message: `${PLACE} Compare code units, or name the locale.` },
]

const SHARED_PROPERTIES = [
  { object: 'Date', property: 'now', message: CLOCK },
  { object: 'performance', property: 'now', message: CLOCK },
  { object: 'Math', property: 'random', message: CHANCE },
  { object: 'crypto', property: 'randomUUID', message: CHANCE },
  { object: 'crypto', property: 'getRandomValues', message: CHANCE },
  ...['getFullYear', 'getMonth', 'getDate', 'getDay', 'getHours', 'getMinutes', 'getSeconds', 'getTimezoneOffset',
    'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toLocaleUpperCase', 'toLocaleLowerCase']
    .map((property) => ({ property, message: PLACE })),
]

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'demo-reports/', 'test-results/', 'test/fixtures/**/*.{js,mjs}'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  {
    files: CODE,
    ignores: ['*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-restricted-syntax': ['error', ...EVERYWHERE],
      // Output belongs to the command line; elsewhere a message that matters must reach the person, not a console nobody sees.
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      // A new kind of record must be answered for wherever kinds are told apart.
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A lost promise is a lost write.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // "It cannot be missing" is what missing data looks like before it becomes a wrong number.
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, minimumDescriptionLength: 10 }],
      // sort() without a comparison puts 10 before 9.
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      // The compiler reports these (noUnusedLocals, noUnusedParameters).
      '@typescript-eslint/no-unused-vars': 'off',
      // An async function that need not wait today keeps the shape its interface asks for.
      '@typescript-eslint/require-await': 'off',
      // Numbers in messages are wanted; objects and missing values are not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },

  {
    files: ['shared/**/*.ts'],
    languageOptions: {
      parserOptions: { lib: ['es2023'] },
      globals: { ...Object.fromEntries(WEB_STANDARD.map((name) => [name, 'readonly'])), globalThis: 'off' },
    },
    rules: {
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...SHARED_SYNTAX],
      'no-restricted-properties': ['error', ...SHARED_PROPERTIES],
      'no-restricted-imports': ['error', {
        paths: ['@noble/hashes/utils', '@noble/hashes/utils.js'].map((name) => ({ name, importNames: ['randomBytes'], message: CHANCE })),
      }],
      // The compiler knows that DOM and Node names do not exist here, until a package whose types pull those libraries in
      // (pdfmake's do) is imported anywhere in the project. This rule knows it always: what is not listed does not exist.
      'no-undef': 'error',
      // Long files hide their parts. Aim at 250.
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    // A declaration file declares names; it does not use them.
    files: ['**/*.d.ts'],
    rules: { 'no-undef': 'off', 'no-var': 'off', '@typescript-eslint/no-redundant-type-constituents': 'off' },
  },

  {
    files: ['electron/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    ignores: ['electron/typed-ipc.ts', 'electron/preload.ts'],
    rules: {
      // Every message between window and main process passes the one wrapper that checks sender and arguments.
      'no-restricted-imports': ['error', {
        paths: [{ name: 'electron', importNames: ['ipcMain', 'ipcRenderer'], message: 'Use electron/typed-ipc.ts.' }],
      }],
      'no-restricted-properties': ['error', ...['ipcMain', 'ipcRenderer'].map((property) => ({ property, message: 'Use electron/typed-ipc.ts.' }))],
      'no-restricted-syntax': ['error', ...EVERYWHERE, {
        selector: 'CallExpression[callee.property.name="send"][callee.object.property.name="webContents"]',
        message: 'Use electron/typed-ipc.ts.',
      }],
    },
  },

  {
    // The command line and the tests talk to a terminal.
    files: ['electron/cli/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // Expected values come from JSON written by R or Python, and tests hand in what is wrong on purpose.
    files: ['test/**/*.ts'],
    rules: Object.fromEntries(['assignment', 'member-access', 'argument', 'call', 'return']
      .map((what) => [`@typescript-eslint/no-unsafe-${what}`, 'off'])),
  },

  {
    // Tool configuration and scripts: outside the TypeScript projects; the tools ask for a default export.
    files: ['*.ts', '**/*.mjs'],
    extends: [tseslint.configs.base],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE.slice(1)], eqeqeq: 'error' },
  },
)
