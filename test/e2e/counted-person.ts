import type { Locator, Page } from '@playwright/test'

/**
 * A person whose every interaction is counted and listed: a click, a field filled, a key press that acts, a paste, each as one. The page counts
 * on its own what reaches it, so that nothing can be done beside the list.
 */
export type CountedPerson = {
  readonly click: (what: string, target: Locator) => Promise<void>
  readonly fill: (what: string, target: Locator, text: string) => Promise<void>
  readonly press: (what: string, key: string) => Promise<void>
  readonly paste: (what: string, rows: readonly (readonly string[])[]) => Promise<void>
  /** Everything done so far, in words, in its order. */
  readonly list: () => readonly string[]
  /** What the page saw: trusted clicks, pastes, keys that act, fields typed into. */
  readonly seen: () => Promise<number>
}

/** Watches in the page itself; has to be there before the page is loaded. Only what a hand did counts, so `isTrusted`. */
const watch = `{
  const key = 'seen-interactions'
  const count = () => sessionStorage.setItem(key, String(Number(sessionStorage.getItem(key) ?? '0') + 1))
  let filled
  addEventListener('click', (e) => { if (e.isTrusted && e.detail > 0) { filled = undefined; count() } }, true)
  addEventListener('paste', (e) => { if (e.isTrusted) { filled = e.target; count() } }, true)
  addEventListener('keydown', (e) => { if (e.isTrusted && !['Control', 'Shift', 'Alt', 'Meta'].includes(e.key) && !(e.ctrlKey && e.key === 'v')) { filled = undefined; count() } }, true)
  addEventListener('input', (e) => { if (e.isTrusted && e.target !== filled) { filled = e.target; count() } }, true)
}`

/** @param page not yet loaded with the notebook, or reloaded after this. */
export async function countedPerson(page: Page): Promise<CountedPerson> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.addInitScript(watch)
  await page.reload()
  const done: string[] = []
  const did = (what: string): void => { done.push(`${String(done.length + 1).padStart(2)}  ${what}`) }
  return {
    click: async (what, target) => {
      await target.click()
      did(`click   ${what}`)
    },
    fill: async (what, target, text) => {
      await target.fill(text)
      did(`fill    ${what}: ${text}`)
    },
    press: async (what, key) => {
      await page.keyboard.press(key)
      did(`press   ${key} (${what})`)
    },
    paste: async (what, rows) => {
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(rows.map((r) => r.join('\t')).join('\n'))})`)
      await page.keyboard.press('Control+v')
      did(`paste   ${what}, ${String(rows.length)} lines`)
    },
    list: () => done,
    seen: async () => Number(await page.evaluate('sessionStorage.getItem("seen-interactions")')),
  }
}
