import { join } from 'node:path'
import { killCampaign } from '../helpers/kill-campaign.ts'
import { profileFolder } from '../e2e/app-under-test.ts'

// Compiled to dist/test/soak; the page to be killed is built from its source.
const root = join(import.meta.dirname, '..', '..', '..')

/**
 * Kills the browser at random moments of mixed work, and says what was lost or did not fit together afterwards.
 * @returns true when nothing was.
 */
export async function soakKills(kills: number): Promise<boolean> {
  const profile = await profileFolder()
  const campaign = await killCampaign(kills, profile.path, join(root, 'test', 'helpers', 'kill-page'), join(root, 'dist', 'kill-page'), 17403, (done) => {
    if (done > 0 && done % 25 === 0) console.log(`  ${String(done)} kills`)
  })
  console.log(`kills: ${String(campaign.kills)} at random moments, ${String(campaign.acknowledged)} acknowledged revisions and files, ${String(campaign.lost.length)} of them lost, ${String(campaign.wrong.length)} things that did not fit together`)
  for (const w of campaign.wrong.slice(0, 20)) console.log(`  ${w}`)
  await profile.remove()
  return campaign.lost.length + campaign.wrong.length === 0
}
