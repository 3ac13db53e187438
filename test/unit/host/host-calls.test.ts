import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostCalls, isHostCallName, largestPiece, type HostCallName } from '../../../shared/host/host-calls.ts'

// The guards stand between a page that may be hostile and the main process: what is not exactly right is refused.

const right: Readonly<Record<HostCallName, unknown>> = {
  'app.facts': undefined, 'app.diagnostics': undefined, 'open.file': undefined, 'backups.name': undefined, 'backups.choose': undefined, 'backups.list': undefined,
  'files.save': { name: 'a.eln', mediaType: 'application/vnd.eln+zip', bytes: new Uint8Array(3) }, 'files.open': { title: 'Open', endings: ['eln', 'tar.gz'], several: false }, 'files.read': { token: 'a', offset: 0, length: 10 },
  'links.open': { url: 'https://lab.example/' }, 'backups.begin': { name: 'a.eln' }, 'backups.piece': { token: 'a', bytes: new Uint8Array(1) }, 'backups.finish': { token: 'a' }, 'backups.discard': { token: 'a' },
  'backups.open': { name: 'a.eln' }, 'backups.remove': { name: 'a.eln' }, 'menu.show': { entries: [{ id: 'a', title: 'A', group: 'Go to', keys: 'mod+K' }] }, 'log.fault': { sort: 'TypeError', at: 'assets/index.js:1:1' },
}
const names = Object.keys(hostCalls).filter(isHostCallName)
const guardOf = (name: HostCallName): ((value: unknown) => boolean) => hostCalls[name]

describe('arguments of the calls', () => {
  it.each(names)('%s takes its own arguments, and none with anything more or less', (name) => {
    const guard = guardOf(name)
    const value = right[name]
    expect(guard(value)).toBe(true)
    if (typeof value !== 'object' || value === null) return
    expect(guard({ ...value, path: '/etc/passwd' })).toBe(false)
    for (const field of Object.keys(value)) {
      expect(guard(Object.fromEntries(Object.entries(value).filter(([key]) => key !== field)))).toBe(false)
      for (const [i, wrong] of [null, {}, [], Number.NaN, -1, 1e300, true, '\u0000', () => 1, new Uint8Array(largestPiece + 1)].entries()) {
        // A file may be of any size.
        if (name === 'files.save' && field === 'bytes' && wrong instanceof Uint8Array) continue
        // An empty list of endings means any file, an empty menu is one, and both values of a choice are choices.
        if (Array.isArray(wrong) && (field === 'endings' || field === 'entries')) continue
        if (wrong === true && field === 'several') continue
        expect(guard({ ...value, [field]: wrong }), `${field}, wrong value ${String(i)}`).toBe(false)
      }
    }
  })

  it.each(names)('%s refuses whatever else comes', (name) => {
    const guard = guardOf(name)
    fc.assert(fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true }), (value) => value === undefined || !guard(value)), { numRuns: 300, seed: 20260301 })
  })

  it.each(['constructor', '__proto__', 'toString', 'fs.readFile', '', 'APP.FACTS', 7, null, undefined, ['app.facts'], { toString: () => 'app.facts' }])('%j is no call', (name) => {
    expect(isHostCallName(name)).toBe(false)
  })
})
