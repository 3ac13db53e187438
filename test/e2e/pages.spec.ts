import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { profileFolder } from './app-under-test.ts'
import { browserApp } from './browser-app.ts'

// Every page as it is seen: light and dark, small window, twice the size; each held against WCAG A and AA by axe, and kept as a picture.

const looks = [
  { name: 'light', scheme: 'light', width: 1280, height: 720, zoom: 1 },
  { name: 'dark', scheme: 'dark', width: 1280, height: 720, zoom: 1 },
  { name: 'small', scheme: 'light', width: 480, height: 640, zoom: 1 },
  // 200 % zoom of 1280 x 720 is a window of half the size in its own points, drawn twice as large.
  { name: 'zoomed', scheme: 'light', width: 640, height: 360, zoom: 2 },
] as const

/** Goes to a place of the notebook, as its address says it. */
const go = (page: Page, place: string): Promise<unknown> => page.evaluate(`location.hash = '#${place}'`)

/** Opens a record from its list, and a tab of its page. */
async function openTab(page: Page, list: string, code: string, tab?: string): Promise<void> {
  await go(page, `/${list}`)
  await page.getByRole('link', { name: code, exact: true }).click()
  if (tab !== undefined) await page.getByRole('tab', { name: tab, exact: true }).click()
}

type PageToSee = { readonly name: string; readonly open: (page: Page) => Promise<void> }

const pages: readonly PageToSee[] = [
  { name: 'batches', open: async (page) => { await go(page, '/batches'); await expect(page.getByRole('link', { name: 'COL-58L' })).toBeVisible() } },
  { name: 'donors', open: async (page) => { await go(page, '/donors'); await expect(page.getByRole('link', { name: 'SIM-D-UC-1' })).toBeVisible() } },
  { name: 'library', open: async (page) => { await go(page, '/library'); await expect(page.getByRole('heading', { name: 'Rules of the lab' })).toBeVisible() } },
  { name: 'passages', open: async (page) => { await go(page, '/passages'); await expect(page.getByRole('link', { name: 'COL-58L-P0' })).toBeVisible() } },
  { name: 'nothing-yet', open: async (page) => { await go(page, '/relation-overrides'); await expect(page.getByText('No relation overrides yet')).toBeVisible() } },
  { name: 'batch-linked', open: async (page) => { await go(page, '/batches'); await page.getByRole('link', { name: 'SIM-UC-0001' }).click(); await page.getByRole('tab', { name: 'Linked' }).click(); await expect(page.getByRole('button', { name: 'New passage' })).toBeVisible() } },
  { name: 'new-batch', open: async (page) => { await go(page, '/batches/new'); await expect(page.getByRole('heading', { name: 'New batch' })).toBeVisible() } },
  { name: 'new-batch-refused', open: async (page) => { await go(page, '/batches/new'); await page.getByRole('button', { name: 'Save', exact: true }).click(); await expect(page.getByText('a look.')).toBeVisible() } },
  { name: 'batch', open: async (page) => { await go(page, '/batches'); await page.getByRole('link', { name: 'SIM-UC-0001' }).click(); await expect(page.getByRole('heading', { name: 'SIM-UC-0001' })).toBeVisible() } },
  { name: 'batch-history', open: async (page) => { await go(page, '/batches'); await page.getByRole('link', { name: 'SIM-UC-0001' }).click(); await page.getByRole('tab', { name: 'History' }).click(); await expect(page.getByText('entered by')).toBeVisible() } },
  { name: 'batch-findings', open: async (page) => { await go(page, '/batches'); await page.getByRole('link', { name: 'SIM-UC-0001' }).click(); await page.getByRole('tab', { name: 'Findings' }).click(); await expect(page.getByText(/Nothing was found about this record|Gravity/)).toBeVisible({ timeout: 60_000 }) } },
  { name: 'batch-culture', open: async (page) => { await openTab(page, 'batches', 'SIM-UC-0001', 'Culture'); await expect(page.getByRole('tabpanel')).toContainText('PD') } },
  { name: 'batch-phenotype', open: async (page) => { await openTab(page, 'batches', 'SIM-UC-0001', 'Phenotype'); await expect(page.getByRole('tabpanel')).toContainText('CD73') } },
  { name: 'batch-custody', open: async (page) => { await openTab(page, 'batches', 'SIM-UC-0001', 'Custody'); await expect(page.getByRole('tabpanel').getByRole('link').first()).toBeVisible() } },
  { name: 'experiment-animals', open: async (page) => { await openTab(page, 'experiments', 'SIM-CIA-UC', 'Animals'); await expect(page.getByRole('table')).toBeVisible() } },
  { name: 'experiment-scores', open: async (page) => { await openTab(page, 'experiments', 'SIM-CIA-UC', 'Scores'); await expect(page.getByRole('region', { name: 'Scores' }).getByRole('table')).toBeVisible() } },
  { name: 'assay', open: async (page) => { await openTab(page, 'assays', 'SIM-A-UC'); await expect(page.getByRole('heading', { name: 'SIM-A-UC', exact: true })).toBeVisible() } },
  { name: 'batch-files', open: async (page) => { await go(page, '/batches'); await page.getByRole('link', { name: 'SIM-UC-0001' }).click(); await page.getByRole('tab', { name: 'Files' }).click(); await expect(page.getByRole('button', { name: 'Add files' })).toBeVisible() } },
  { name: 'donor', open: async (page) => { await go(page, '/donors'); await page.getByRole('link', { name: 'SIM-D-UC-1' }).click(); await expect(page.getByRole('heading', { name: 'SIM-D-UC-1' })).toBeVisible() } },
  { name: 'settings', open: async (page) => { await go(page, '/settings'); await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible() } },
  { name: 'not-there', open: async (page) => { await go(page, '/nothing/here'); await expect(page.getByText('There is no such page.')).toBeVisible() } },
  { name: 'palette', open: async (page) => { await go(page, '/batches'); await expect(page.getByRole('link', { name: 'COL-58L' })).toBeVisible(); await page.keyboard.press('Control+k'); await page.getByRole('textbox', { name: 'Search or do' }).fill('uc-0001'); await expect(page.getByRole('dialog').getByText('SIM-UC-0001', { exact: true })).toBeVisible() } },
  { name: 'search', open: async (page) => { await go(page, '/search?text=umbilical'); await expect(page.getByRole('link', { name: 'SIM-UC-0001', exact: true })).toBeVisible() } },
  { name: 'shortcuts', open: async (page) => { await go(page, '/batches'); await page.getByRole('heading', { name: 'Batches' }).click(); await page.keyboard.press('?'); await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible() } },
]

/**
 * What axe finds. A target half under the bar that stays at the foot of a form can be scrolled free: of those, only what another place of the page
 * does not mend is a problem.
 */
async function problemsOf(page: Page): Promise<readonly string[]> {
  const found = await problemsAsItStands(page)
  if (!found.some(isObscured)) return found
  await page.mouse.wheel(0, 40)
  const scrolled = new Set((await problemsAsItStands(page)).map(targetOf))
  return found.filter((p) => !isObscured(p) || scrolled.has(targetOf(p)))
}

const isObscured = (problem: string): boolean => problem.includes('partially obscured')
const targetOf = (problem: string): string => problem.split(' (')[0] ?? problem

async function problemsAsItStands(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} (${n.failureSummary?.split('\n')[1]?.trim() ?? ''})`))
}

/** Waits for what moves to stand still: endless movements (a spinner) are left out. */
const settled = `Promise.all(document.getAnimations().filter((a) => a.effect?.getComputedTiming().iterations !== Infinity).map((a) => a.finished.catch(() => null)))`

for (const look of looks) {
  test(`every page, ${look.name}`, async ({}, info) => {
    test.setTimeout(240_000)
    const profile = await profileFolder()
    const app = await browserApp(profile.path, 17402, { width: look.width, height: look.height, zoom: look.zoom, scheme: look.scheme })
    const page = await app.start()
    const found: string[] = []
    const see = async (name: string): Promise<void> => {
      await page.evaluate(settled)
      await page.screenshot({ path: info.outputPath(`${name}-${look.name}.png`) })
      found.push(...(await problemsOf(page)).map((p) => `${name}: ${p}`))
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      if (Number(wide) > 1) found.push(`${name}: ${String(wide)} points wider than the window`)
    }
    await expect(page.getByRole('button', { name: 'Look at the sample notebook' })).toBeVisible()
    await see('start')
    await page.getByRole('button', { name: 'Look at the sample notebook' }).click()
    await expect(page.getByRole('heading', { name: 'What does not fit together' })).toBeVisible({ timeout: 60_000 })
    await see('home')
    for (const { name, open } of pages) {
      // Closes what the page before opened over itself.
      await page.keyboard.press('Escape')
      await go(page, '/')
      await expect(page.getByRole('heading', { name: 'What does not fit together' })).toBeVisible()
      await open(page)
      await see(name)
    }
    expect(found).toEqual([])
    expect(app.complaints).toEqual([])
    await app.stop()
    await profile.remove()
  })
}
