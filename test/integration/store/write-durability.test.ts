import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profileFolder } from '../../e2e/app-under-test.ts'
import type { SeenWrite } from '../../helpers/store-page/write-paths.ts'
import { projectRoot, storePage, type StorePage } from '../../helpers/store-page-browser.ts'

// Chromium's own default is "relaxed": a write may be reported as done before it is on the disk.

const root = projectRoot()
const profile = await profileFolder()
let page: StorePage
beforeAll(async () => { page = await storePage(root, join(root, 'dist', 'store-page-durability'), 17405) })
afterAll(async () => {
  page.stop()
  await profile.remove()
})

/** Files of renderer/ in which something is written to a database. */
function writingFiles(): readonly string[] {
  const files = readdirSync(join(root, 'renderer'), { recursive: true, withFileTypes: true }).filter((f) => f.isFile() && /\.tsx?$/.test(f.name)).map((f) => join(f.parentPath, f.name))
  return files.filter((file) => /transaction\([^)\n]*'(?:rw|readwrite)|registry\.notebooks\.(?:put|add|delete|update)\(/.test(readFileSync(file, 'utf8'))).map((file) => relative(root, file).split(sep).join('/')).sort()
}

describe('every write transaction', () => {
  it('is strict, in the window and in the data worker, in a real browser', { timeout: 180_000 }, async () => {
    const { page: tab, kill } = await page.start(profile.path)
    try {
      await tab.evaluate('eval(watchWrites)')
      const writes: Readonly<Record<string, readonly SeenWrite[]>> = await tab.evaluate('windowWrites()')
      const weak = Object.entries(writes).flatMap(([file, seen]) => seen.filter((w) => w.durability !== 'strict').map((w) => `${file}: ${w.durability} over ${w.stores.join(', ')}`))
      expect(weak).toEqual([])
      expect(Object.entries(writes).filter(([, seen]) => seen.length === 0).map(([file]) => file)).toEqual([])
      // Whoever writes elsewhere adds the path to test/helpers/store-page/write-paths.ts.
      expect(Object.keys(writes).sort()).toEqual(writingFiles())

      await tab.evaluate('startWorker()')
      const [thread] = tab.workers()
      if (thread === undefined) throw new Error('the data worker did not start')
      const watch: string = await tab.evaluate('watchWrites')
      await thread.evaluate(watch)
      expect(await tab.evaluate('workerWrites()')).toMatchObject({ ok: true })
      const inWorker: readonly SeenWrite[] = await thread.evaluate('globalThis.seenWrites')
      expect(inWorker.filter((w) => w.durability !== 'strict')).toEqual([])
    } finally {
      await kill()
    }
  })
})
