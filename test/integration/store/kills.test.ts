import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { profileFolder } from '../../e2e/app-under-test.ts'
import { killCampaign } from '../../helpers/kill-campaign.ts'
import { projectRoot } from '../../helpers/store-page-browser.ts'

// Every campaign starts an empty notebook: one notebook through all kills would grow until most of the time goes into reading it back.
const campaigns = 5
const killsEach = 10

let cleanUp = (): Promise<void> => Promise.resolve()
afterEach(() => cleanUp())

describe('a browser that is killed while two people, an import and a backup are at work', () => {
  it.each(Array.from({ length: campaigns }, (_, i) => i + 1))(`loses nothing that was acknowledged and leaves nothing half-written, ${String(killsEach)} times over (notebook %i)`, { timeout: 10 * 60_000 }, async () => {
    const profile = await profileFolder()
    cleanUp = () => profile.remove()
    const root = projectRoot()
    const found = await killCampaign(killsEach, profile.path, root, join(root, 'dist', 'store-page-kills'), 17404)
    expect({ lost: found.lost, wrong: found.wrong }).toEqual({ lost: [], wrong: [] })
    // A campaign in which nothing was stored would prove nothing.
    expect(found.acknowledged.revisions).toBeGreaterThan(killsEach)
    expect(found.acknowledged.files).toBeGreaterThan(0)
    expect(found.acknowledged.backups).toBeGreaterThan(0)
  })
})
