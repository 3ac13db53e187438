import { setTimeout as wait } from 'node:timers/promises'
import type { Audit } from './store-page/audit.ts'
import { storePage } from './store-page-browser.ts'

type Acknowledged = { readonly revisions: ReadonlySet<string>; readonly files: ReadonlySet<string>; readonly backups: ReadonlySet<string> }

/**
 * Waits for a random amount of work, or up to the next backup, and then for a random moment: measured in work and not in
 * time, so that a slow machine is killed in the middle of it as well.
 */
async function someWork({ revisions, files, backups }: Acknowledged, untilBackup: boolean): Promise<void> {
  const done = (): number => revisions.size + files.size
  const start = { work: done(), backups: backups.size }
  const enough = 1 + Math.floor(Math.random() * 150)
  for (let i = 0; i < 1500; i++) {
    if (untilBackup ? backups.size > start.backups : done() - start.work >= enough) break
    await wait(10)
  }
  await wait(Math.random() * 400)
}

/** What a campaign of kills found: lost acknowledged changes, files and backups, and anything that did not fit together. */
export type Campaign = { readonly kills: number; readonly acknowledged: { readonly revisions: number; readonly files: number; readonly backups: number }; readonly stored: number; readonly lost: readonly string[]; readonly wrong: readonly string[] }

/**
 * Starts a real browser on a profile, lets it work on a notebook, kills all of it (SIGKILL) at a random moment, starts it again and audits;
 * as often as asked.
 * @param profile folder of the browser profile. @param out where the page is built.
 */
export async function killCampaign(kills: number, profile: string, root: string, out: string, port: number, onKill: (done: number) => void = () => undefined): Promise<Campaign> {
  const acknowledged = { revisions: new Set<string>(), files: new Set<string>(), backups: new Set<string>() }
  const add = (to: Set<string>, names: readonly string[]): void => { for (const name of names) to.add(name) }
  const page = await storePage(root, out, port, async (tab) => {
    await tab.exposeFunction('acknowledge', (revisions: readonly string[], files: readonly string[], backups: readonly string[]) => {
      add(acknowledged.revisions, revisions)
      add(acknowledged.files, files)
      add(acknowledged.backups, backups)
    })
  })
  const wrong: string[] = []
  const lost = new Set<string>()
  const dropped = new Set<string>()
  let stored = 0
  try {
    for (let n = 0; n <= kills; n++) {
      const { page: tab, kill } = await page.start(profile)
      try {
        const found: Audit = await tab.evaluate('audit()')
        wrong.push(...found.wrong.map((w) => `after kill ${String(n)}: ${w}`))
        stored = found.revisions.length
        const there = new Set([...found.revisions, ...found.files, ...found.backups])
        for (const name of [...acknowledged.revisions, ...acknowledged.files, ...acknowledged.backups]) if (!there.has(name) && !dropped.has(name)) lost.add(name)
        add(dropped, found.dropped)
        if (n === kills) break
        void tab.evaluate('workUntilKilled()').catch((error: unknown) => {
          // The end of the browser is what is wanted; work that ends by itself is not.
          const text = error instanceof Error ? error.message : String(error)
          if (!/closed|crashed|disconnected/i.test(text)) wrong.push(`the work stopped by itself: ${text}`)
        })
        // Every fourth round, so that each campaign of ten kills has backups to lose.
        await someWork(acknowledged, n % 4 === 3)
      } finally {
        await kill()
        onKill(n)
      }
    }
  } finally {
    page.stop()
  }
  const { revisions, files, backups } = acknowledged
  return { kills, acknowledged: { revisions: revisions.size, files: files.size, backups: backups.size }, stored, lost: [...lost], wrong }
}
