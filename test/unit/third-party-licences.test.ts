import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { thirdPartyLicences } from '../helpers/third-party-licences.ts'

const root = join(import.meta.dirname, '..', '..')

it('THIRD-PARTY-LICENSES.txt is what `npm run licences` writes', () => {
  const kept = readFileSync(join(root, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
  expect(kept === thirdPartyLicences(root), 'the installed packages changed: run `npm run licences` and look at what is new').toBe(true)
  for (const name of ['react 19', 'dexie 4', 'pdfmake 0.3', 'dejavu-fonts-ttf 2', 'Bitstream Vera']) expect(kept).toContain(name)
})
