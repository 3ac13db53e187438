import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantTree } from '../helpers/planted-tree.ts'

const CLEAN: Readonly<Record<string, string>> = {
  // A package whose types pull in the DOM library blinds the compiler in the whole project; the rules below must hold all the same.
  'shared/pdf/definition.ts': '/// <reference lib="dom" />\nexport type Definition = string\n',
  'shared/util/encode.ts': 'export const encode = (text: string): Uint8Array => new TextEncoder().encode(text)\n',
  'shared/util/day.ts':
    'export const day = (iso: string): number => new Date(iso).getUTCDate()\nexport const epoch = (y: number): Date => new Date(Date.UTC(y, 0, 1))\n',
  'shared/util/order.ts': "export const order = (a: string, b: string): number => a.localeCompare(b, 'en')\n",
  'shared/util/describe.ts':
    "import { assertNever } from './assert-never.ts'\nexport type Shape = { readonly kind: 'a' } | { readonly kind: 'b' }\n" +
    "export function describe(shape: Shape): string {\n  switch (shape.kind) {\n    case 'a':\n      return 'A'\n    case 'b':\n      return 'B'\n    default:\n      return assertNever(shape)\n  }\n}\n",
  'shared/statistics/as-long-as-allowed.ts': 'export const x = 1\n' + '// line\n'.repeat(299),
  'electron/cli/main.ts': "import { encode } from '../../shared/util/encode.ts'\nconsole.log(encode('a').length, Date.now(), new Date())\n",
  'electron/typed-ipc.ts': "import { ipcMain } from 'electron'\nexport const wrapped: unknown = ipcMain\n",
  'electron/preload.ts': "import { ipcRenderer } from 'electron'\nexport const wrapped: unknown = ipcRenderer\n",
  'test/unit/encode.test.ts': "import { encode } from '../../shared/util/encode.ts'\nconsole.log(encode('a'), Math.random())\n",
}

// [file, the rule that must speak, source]
const PLANTED: readonly (readonly [file: string, rule: string, source: string])[] = [
  ['shared/util/reads-clock.ts', 'no-restricted-properties', 'export const now = (): number => Date.now()\n'],
  ['shared/util/reads-clock-quietly.ts', 'no-restricted-properties', "export const now = (): number => Date['now']()\n"],
  ['shared/util/takes-clock-apart.ts', 'no-restricted-properties', 'const { now } = Date\nexport const later = (): number => now()\n'],
  ['shared/util/reads-date.ts', 'no-restricted-syntax', 'export const today = (): Date => new Date()\n'],
  ['shared/util/reads-date-as-text.ts', 'no-restricted-syntax', 'export const today = (): string => Date()\n'],
  ['shared/util/reads-performance.ts', 'no-undef', 'export const now = (): number => performance.now()\n'],
  ['shared/util/throws-dice.ts', 'no-restricted-properties', 'export const dice = (): number => Math.random()\n'],
  ['shared/util/makes-uuid.ts', 'no-restricted-properties', 'export const id = (): string => crypto.randomUUID()\n'],
  ['shared/util/draws-bytes.ts', 'no-restricted-imports', "import { randomBytes } from '@noble/hashes/utils.js'\nexport const salt = (): Uint8Array => randomBytes(8)\n"],
  ['shared/util/goes-round.ts', 'no-undef', 'export const all: unknown = globalThis\n'],
  ['shared/util/local-time.ts', 'no-restricted-syntax', 'export const newYear = (y: number): Date => new Date(y, 0, 1)\n'],
  ['shared/util/local-hours.ts', 'no-restricted-properties', 'export const hours = (d: Date): number => d.getHours()\n'],
  ['shared/util/local-number.ts', 'no-restricted-properties', 'export const text = (n: number): string => n.toLocaleString()\n'],
  ['shared/util/local-order.ts', 'no-restricted-syntax', 'export const order = (a: string, b: string): number => a.localeCompare(b)\n'],
  ['shared/util/uses-document.ts', 'no-undef', 'export const title = (): string => document.title\n'],
  ['shared/util/names-dom-type.ts', 'no-undef', 'export type Box = HTMLElement\n'],
  ['shared/util/uses-process.ts', 'no-undef', 'export const home = (): unknown => process.env\n'],
  ['shared/util/uses-buffer.ts', 'no-undef', "export const bytes = (): unknown => Buffer.from('a')\n"],
  ['shared/util/waits.ts', 'no-undef', 'export const wait = (): void => { setTimeout(() => undefined, 1) }\n'],
  ['shared/util/logs.ts', 'no-console', "export const say = (): void => { console.log('a') }\n"],
  ['shared/util/too-long.ts', 'max-lines', 'export const x = 1\n' + '// line\n'.repeat(300)],
  ['shared/util/default-export.ts', 'no-restricted-syntax', 'const x = 1\nexport default x\n'],
  ['shared/util/default-by-name.ts', 'no-restricted-syntax', 'const x = 1\nexport { x as default }\n'],
  ['shared/util/barrel.ts', 'no-restricted-syntax', "export * from './encode.ts'\n"],
  ['shared/util/small-barrel.ts', 'no-restricted-syntax', "export { encode } from './encode.ts'\n"],
  ['shared/util/forces.ts', 'no-restricted-syntax', 'export const n = (s: string): number => s as unknown as number\n'],
  ['shared/util/any.ts', '@typescript-eslint/no-explicit-any', 'export const n = (s: any): number => Number(s)\n'],
  ['shared/util/asserts.ts', '@typescript-eslint/no-non-null-assertion', 'export const first = (a: readonly number[]): number => a[0]!\n'],
  ['shared/util/value-import.ts', '@typescript-eslint/consistent-type-imports', "import { Shape } from './describe.ts'\nexport type Also = Shape\n"],
  ['shared/util/lost-promise.ts', '@typescript-eslint/no-floating-promises', 'export const run = (save: () => Promise<void>): void => { save() }\n'],
  ['shared/util/missing-case.ts', '@typescript-eslint/switch-exhaustiveness-check',
    "import type { Shape } from './describe.ts'\nexport function f(s: Shape): void {\n  switch (s.kind) {\n    case 'a':\n      break\n  }\n}\n"],
  ['shared/util/sorts-as-text.ts', '@typescript-eslint/require-array-sort-compare', 'export const sorted = (a: readonly number[]): number[] => [...a].sort()\n'],
  ['shared/util/silences.ts', '@typescript-eslint/ban-ts-comment', "// @ts-ignore\nexport const n: number = 'a'\n"],
  ['shared/util/opts-out.ts', 'no-restricted-properties', '/* eslint-disable */\nexport const now = (): number => Date.now()\n'],
  ['electron/window.ts', 'no-restricted-imports', "import { ipcMain } from 'electron'\nexport const raw: unknown = ipcMain\n"],
  ['electron/backups.ts', 'no-restricted-imports', "import * as electron from 'electron'\nexport const raw: unknown = electron\n"],
  ['electron/pushes.ts', 'no-restricted-syntax',
    'interface Window { readonly webContents: { send(channel: string): void } }\nexport const push = (w: Window): void => { w.webContents.send("a") }\n'],
  ['electron/logs.ts', 'no-console', "export const say = (): void => { console.log('a') }\n"],
  ['test/unit/default.test.ts', 'no-restricted-syntax', 'export default 1\n'],
]

interface FileResult {
  readonly filePath: string
  readonly messages: readonly { readonly ruleId: string | null; readonly severity: number; readonly message: string }[]
}

describe('lint net', () => {
  const tree = plantTree({ ...CLEAN, ...Object.fromEntries(PLANTED.map(([file, , source]) => [file, source])) })
  let rulesBroken: ReadonlyMap<string, readonly string[]> = new Map()

  // One run answers for all plants.
  beforeAll(() => {
    const { stdout, output } = tree.run('eslint/bin/eslint.js', '--format', 'json', 'shared', 'electron', 'test')
    if (!stdout.startsWith('[')) throw new Error(`ESLint did not answer: ${output}`)
    const results = JSON.parse(stdout) as readonly FileResult[]
    rulesBroken = new Map(
      results.map(({ filePath, messages }) => [
        filePath.slice(tree.root.length + 1).replaceAll('\\', '/'),
        // Severity 2 is an error; a warning stops nobody. A missing rule is a file that could not be read.
        messages.filter(({ severity }) => severity === 2).map(({ ruleId, message }) => ruleId ?? message),
      ]),
    )
  })
  afterAll(() => tree.remove())

  it.each(PLANTED)('catches %s (%s)', (file, rule) => {
    expect(rulesBroken.get(file)).toContain(rule)
  })

  it.each(Object.keys(CLEAN))('leaves %s alone', (file) => {
    expect(rulesBroken.get(file)).toEqual([])
  })
})
