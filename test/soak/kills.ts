import { join } from 'node:path'
import { killCampaign } from '../helpers/kill-campaign.ts'
import { projectRoot } from '../helpers/store-page-browser.ts'
import { profileFolder } from '../e2e/app-under-test.ts'

/**
 * Kills the browser at random moments of mixed work, and says what was lost or did not fit together afterwards.
 * @returns true when nothing was.
 */
export async function soakKills(kills: number): Promise<boolean> {
  const profile = await profileFolder()
  const root = projectRoot()
  const campaign = await killCampaign(kills, profile.path, root, join(root, 'dist', 'store-page-soak'), 17403, (done) => {
    if (done > 0 && done % 25 === 0) console.log(`  ${String(done)} kills`)
  })
  const { revisions, files, backups } = campaign.acknowledged
  console.log(`kills: ${String(campaign.kills)} at random moments; acknowledged ${String(revisions)} revisions, ${String(files)} files, ${String(backups)} backups; ${String(campaign.lost.length)} of them lost, ${String(campaign.wrong.length)} things that did not fit together`)
  for (const w of campaign.wrong.slice(0, 20)) console.log(`  ${w}`)
  await profile.remove()
  return campaign.lost.length + campaign.wrong.length === 0
}
