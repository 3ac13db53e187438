import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantTree } from '../helpers/planted-tree.ts'

const CLEAN = {
  'shared/util/twice.ts': 'export const twice = (value: number): number => 2 * value\n',
  'shared/records/measure.ts': "import { z } from 'zod'\nexport const measure = z.object({ value: z.number() })\n",
  'electron/cli/main.ts':
    "import { basename } from 'node:path'\nimport { measure } from '../../shared/records/measure.ts'\nimport { twice } from '../../shared/util/twice.ts'\n" +
    'console.log(`${twice(measure.parse({ value: 21 }).value)} ${basename("cells/count.csv")}`)\n',
  'renderer/service-worker/names.ts': "export const cacheName = (build: string): string => `notebook-${build}`\n",
  'test/unit/twice.test.ts': "import { twice } from '../../shared/util/twice.ts'\nexport const four = twice(2)\n",
}

// One file each; the compiler must complain in every one of them.
const PLANTED: Readonly<Record<string, string>> = {
  'shared/domain/reads-files.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
  'shared/domain/reads-files-old-name.ts': "import { readFileSync } from 'fs'\nexport const read = readFileSync\n",
  'shared/figures/uses-document.ts': 'export const title = (): string => document.title\n',
  'shared/figures/uses-window.ts': 'export const width = (): number => window.innerWidth\n',
  'shared/util/uses-process.ts': 'export const home = (): unknown => process.env\n',
  'shared/util/uses-buffer.ts': "export const bytes = (): unknown => Buffer.from('a')\n",
  'shared/util/uses-console.ts': "export const say = (): void => console.log('a')\n",
  'shared/util/waits.ts': 'export const wait = (): void => { setTimeout(() => undefined, 1) }\n',
  'shared/util/asks-crypto.ts': 'export const id = (): string => crypto.randomUUID()\n',
  'shared/util/imports-electron.ts': "import { planted } from '../../electron/planted.ts'\nexport const value = planted\n",
  'shared/util/imports-test.ts': "import { four } from '../../test/unit/twice.test.ts'\nexport const value = four\n",
  'renderer/db/reads-files.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n",
  'renderer/db/uses-process.ts': 'export const home = (): unknown => process.env\n',
  'renderer/db/imports-electron.ts': "import { planted } from '../../electron/planted.ts'\nexport const value = planted\n",
  'renderer/service-worker/uses-document.ts': 'export const title = (): string => document.title\n',
  'electron/uses-document.ts': 'export const title = (): string => document.title\n',
  'electron/imports-test.ts': "import { four } from '../test/unit/twice.test.ts'\nexport const value = four\n",
  'shared/util/trusts-an-index.ts': 'export const first = (values: readonly number[]): number => values[0]\n',
  'shared/util/has-an-enum.ts': 'export enum Sex { Female, Male }\n',
}

describe('types net', () => {
  const clean = plantTree(CLEAN)
  const planted = plantTree({ ...CLEAN, ...PLANTED, 'electron/planted.ts': 'export const planted = 1\n' })
  let code: number | null = null
  let complaints: readonly string[] = []

  // One compilation answers for all plants.
  beforeAll(() => {
    const result = planted.run('typescript/bin/tsc', '-b', '--pretty', 'false')
    code = result.code
    complaints = result.output.split('\n').flatMap((line) => /^(.+?)\(\d+,\d+\): error TS\d+/.exec(line)?.[1]?.replaceAll('\\', '/') ?? [])
  })
  afterAll(() => {
    clean.remove()
    planted.remove()
  })

  it('passes a tree without forbidden imports, and what it emits runs in plain Node', () => {
    const { code, output } = clean.run('typescript/bin/tsc', '-b', '--pretty', 'false')
    expect(output).toBe('')
    expect(code).toBe(0)
    const ran = spawnSync(process.execPath, [join(clean.root, 'dist/electron/cli/main.js')], { encoding: 'utf8' })
    expect(ran.stderr).toBe('')
    expect(ran.stdout.trim()).toBe('42 count.csv')
  })

  it.each(Object.keys(PLANTED))('catches %s', (file) => {
    expect(code).not.toBe(0)
    expect(complaints).toContain(file)
  })

  it('complains of nothing else', () => {
    expect(complaints.filter((file) => !Object.hasOwn(PLANTED, file))).toEqual([])
  })
})
