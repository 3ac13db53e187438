import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantTree, type PlantedTree } from '../helpers/planted-tree.ts'

// The import table of .dependency-cruiser.mjs, written a second time and by hand: a rule loosened by accident shows here.
// `from -> every folder it may import` (itself always). Every pair of folders that is not listed must be refused.
const MAY_IMPORT: Readonly<Record<string, string>> = {
  'shared/util': '',
  'shared/host': 'shared/util',
  'shared/statistics': 'shared/util',
  'shared/records': 'shared/util',
  'shared/domain': 'shared/records shared/statistics shared/util',
  'shared/formats': 'shared/records shared/util',
  'shared/trust': 'shared/records shared/util',
  'shared/eln': 'shared/trust shared/records shared/util',
  'shared/figures': 'shared/domain shared/records shared/util',
  'shared/reports': 'shared/domain shared/trust shared/records shared/util',
  'shared/pdf': 'shared/util',
  'shared/export':
    'shared/reports shared/figures shared/eln shared/trust shared/pdf shared/domain shared/statistics shared/records shared/util',
  'shared/sample': 'shared/domain shared/trust shared/records shared/statistics shared/util',
  'renderer/service-worker': '',
  'renderer/host': 'shared',
  'renderer/db': 'shared',
  'renderer/workers': 'renderer/db shared',
  'renderer/app': 'renderer/workers renderer/db shared',
  'renderer/ui': 'renderer/app shared',
  'electron/cli': 'shared',
  electron: 'electron/cli shared',
  'test/unit': 'shared renderer electron electron/cli test/helpers',
  'test/helpers': 'shared renderer electron electron/cli test/unit',
}

// Packages and the folders that may import them. `unlisted` is installed but nobody's.
const PACKAGE_USERS: Readonly<Record<string, string>> = {
  zod: 'shared/records shared/sample',
  '@stdlib/stats-base-dists-t-cdf': 'shared/statistics',
  'ml-levenberg-marquardt': 'shared/statistics',
  '@noble/hashes': 'shared/util',
  canonicalize: 'shared/util',
  'fast-json-patch': 'shared/trust',
  '@zip.js/zip.js': 'shared/eln',
  '@observablehq/plot': 'shared/figures',
  linkedom: 'shared/figures',
  'd3-shape': 'shared/figures',
  pdfmake: 'shared/pdf electron/cli renderer/workers',
  'pdfjs-dist': 'shared/pdf electron/cli renderer/workers',
  commander: 'electron/cli',
  electron: 'electron',
  dexie: 'renderer/db renderer/app',
  react: 'renderer/ui renderer/app',
  unlisted: '',
}

const FOLDERS = Object.keys(MAY_IMPORT)
const EXTERNALS = [...Object.keys(PACKAGE_USERS), 'node:fs']

const plantName = (target: string): string => `imports-${target.replaceAll(/[^a-z0-9]+/g, '-')}`
const up = (folder: string): string => '../'.repeat(folder.split('/').length)

/** True if `list` names the folder or its top folder. */
const names = (list: string, folder: string): boolean => list.split(' ').some((name) => name === folder || (name !== 'electron' && folder.startsWith(`${name}/`)))

interface Edge {
  readonly from: string
  readonly to: string
  readonly allowed: boolean
  /** The planted source. */
  readonly source: string
}

// Type-only between our own folders: the weakest import there is must be seen too.
const folderEdges: readonly Edge[] = FOLDERS.flatMap((from) =>
  FOLDERS.map((to) => ({
    from,
    to,
    allowed: from === to || names(MAY_IMPORT[from] ?? '', to),
    source: `import type { Leaf } from '${up(from)}${to}/leaf.ts'\nexport type Used = Leaf\n`,
  })),
)

const externalEdges: readonly Edge[] = FOLDERS.filter((from) => !from.startsWith('test/')).flatMap((from) =>
  EXTERNALS.map((to) => ({
    from,
    to,
    allowed: to === 'node:fs' ? from.startsWith('electron') : names(PACKAGE_USERS[to] ?? '', from),
    source: `import * as other from '${to}'\nexport const used = other\n`,
  })),
)

/** A tree in which every folder has a leaf, and one file per edge that imports only that. */
function plantEdges(edges: readonly Edge[]): PlantedTree {
  const files: Record<string, string> = {}
  for (const folder of FOLDERS) files[`${folder}/leaf.ts`] = 'export interface Leaf { readonly name: string }\n'
  for (const { from, to, source } of edges) files[`${from}/${plantName(to)}.ts`] = source
  return plantTree(files, Object.keys(PACKAGE_USERS))
}

interface Violation {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string; readonly severity: string }
}

function cruise(tree: PlantedTree): readonly Violation[] {
  const { stdout, output } = tree.run('dependency-cruiser/bin/dependency-cruise.mjs', '--output-type', 'json', 'electron', 'renderer', 'shared', 'test')
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser did not answer: ${output}`)
  const answer = JSON.parse(stdout) as { readonly summary: { readonly violations: readonly Violation[] } }
  // A warning stops nobody.
  return answer.summary.violations.filter((violation) => violation.rule.severity === 'error')
}

const describeEdge = ({ from, to }: Edge): string => `${from} -> ${to}`

/** The edges whose planted file was refused. */
const refused = (edges: readonly Edge[], violations: readonly Violation[]): readonly string[] => {
  const offenders = new Set(violations.filter((violation) => violation.rule.name === 'not-in-allowed').map((violation) => violation.from))
  return edges.filter(({ from, to }) => offenders.has(`${from}/${plantName(to)}.ts`)).map(describeEdge)
}

describe('layers net', () => {
  const trees: PlantedTree[] = []
  const plant = (tree: PlantedTree): PlantedTree => {
    trees.push(tree)
    return tree
  }
  afterAll(() => trees.forEach((tree) => tree.remove()))

  it('refuses every folder pair outside the table, type-only imports included, and no other', () => {
    const violations = cruise(plant(plantEdges(folderEdges)))
    expect(refused(folderEdges, violations)).toEqual(folderEdges.filter((edge) => !edge.allowed).map(describeEdge))
    expect(folderEdges.filter((edge) => !edge.allowed).length).toBeGreaterThan(200)
  })

  it('refuses every package outside its folder, packages nobody listed, and Node inside shared', () => {
    const violations = cruise(plant(plantEdges(externalEdges)))
    expect(refused(externalEdges, violations)).toEqual(externalEdges.filter((edge) => !edge.allowed).map(describeEdge))
  })

  describe('single cases', () => {
    let rulesBroken: ReadonlyMap<string, readonly string[]> = new Map()
    beforeAll(() => {
      const tree = plant(plantTree({
        'shared/reports/types-only.ts': "import type { stub } from 'pdfmake'\nexport type Stub = typeof stub\n",
        'shared/reports/runs-pdfmake.ts': "import { stub } from 'pdfmake'\nexport const used = stub\n",
        'shared/records/one.ts': "import type { Two } from './two.ts'\nexport interface One { readonly two?: Two }\n",
        'shared/records/two.ts': "import type { One } from './one.ts'\nexport interface Two { readonly one?: One }\n",
        'shared/util/leads-nowhere.ts': "import { gone } from './gone.ts'\nexport const used = gone\n",
        'shared/loose.ts': "import { used } from './util/leads-nowhere.ts'\nexport const again = used\n",
        'electron/cli/main.ts': "import { stub } from 'commander'\nexport const used = stub\n",
        'electron/cli/uses-electron.ts': "import { openWindow } from '../window.ts'\nexport const used = openWindow\n",
        'electron/window.ts': "import { stub } from 'electron'\nexport const openWindow = stub\n",
        'test/unit/uses-dev-package.test.ts': "import { stub } from 'fast-check'\nexport const used = stub\n",
        'renderer/main.tsx': "import { stub } from 'react'\nimport { host } from './host/browser-host.ts'\nexport const used = [stub, host]\n",
        'renderer/host/browser-host.ts': 'export const host = 1\n',
      }, ['pdfmake', 'commander', 'electron', 'fast-check', 'react']))
      const broken = new Map<string, string[]>()
      for (const { from, rule } of cruise(tree)) broken.set(from, [...(broken.get(from) ?? []), rule.name])
      rulesBroken = broken
    })

    it.each([
      ['reports may not even use pdfmake types, which carry the DOM with them', 'shared/reports/types-only.ts', ['not-in-allowed']],
      ['reports may not run pdfmake', 'shared/reports/runs-pdfmake.ts', ['not-in-allowed']],
      ['a circle of types is a circle', 'shared/records/one.ts', ['no-circular']],
      ['an import that leads nowhere', 'shared/util/leads-nowhere.ts', ['not-in-allowed', 'not-resolvable']],
      ['a file outside every folder of shared', 'shared/loose.ts', ['not-in-allowed']],
      ['the command line may use commander', 'electron/cli/main.ts', []],
      ['the command line may not reach electron through a neighbour', 'electron/cli/uses-electron.ts', ['not-in-allowed']],
      ['tests may use development packages', 'test/unit/uses-dev-package.test.ts', []],
      ['main.tsx composes', 'renderer/main.tsx', []],
    ])('%s', (_name, file, rules) => {
      expect([...(rulesBroken.get(file) ?? [])].sort()).toEqual(rules)
    })
  })
})
