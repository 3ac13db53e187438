import { readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profileFolder } from '../../e2e/app-under-test.ts'
import type { Audit } from '../../helpers/store-page/audit.ts'
import { projectRoot, storePage, type StorePage } from '../../helpers/store-page-browser.ts'

// The browser keeps its databases in a LevelDB, and appends to a log that ends in a torn entry; at the start after that it throws everything away.

const port = 17406
const root = projectRoot()
const profile = await profileFolder()
let page: StorePage
beforeAll(async () => { page = await storePage(root, join(root, 'dist', 'store-page-torn'), port) })
afterAll(async () => {
  page.stop()
  await profile.remove()
})

/** Takes the last bytes off the log of the browser's store, as a kill in the middle of a write does. @returns false where this browser has no such log. */
function tearLog(bytes: number): boolean {
  const folder = join(profile.path, 'Default', 'IndexedDB', `http_127.0.0.1_${String(port)}.indexeddb.leveldb`)
  const log = readdirSync(folder).filter((file) => file.endsWith('.log')).sort().at(-1)
  if (log === undefined) return false
  const size = statSync(join(folder, log)).size
  truncateSync(join(folder, log), size - bytes)
  return size > bytes
}

/** Starts the page, does something in it, and kills the browser. */
async function killedAfter<T>(script: string): Promise<T> {
  const { page: tab, kill } = await page.start(profile.path)
  try {
    return await tab.evaluate<T>(script)
  } finally {
    await kill()
  }
}

describe('a log of the browser that was torn by a kill', () => {
  it('costs at most the entry that was being written, and not the notebook at the start after the next', { timeout: 120_000 }, async () => {
    const first = await killedAfter<number>('enterBatches(8)')
    expect(first).toBe(8)
    expect(tearLog(20)).toBe(true)
    const second = await killedAfter<number>('enterBatches(8)')
    expect(second).toBeGreaterThanOrEqual(15)
    const found = await killedAfter<Audit>('audit()')
    expect(found.wrong).toEqual([])
    expect(found.revisions).toHaveLength(second)
  })
})
