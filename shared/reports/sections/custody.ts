import type { Content } from '../../util/document-definition.ts'
import { formatRecorded } from '../../util/format-number.ts'
import { notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table } from '../layout/blocks.ts'
import { printEstimate, printNumber } from '../layout/print-estimate.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

/** Custody: where the cells of each harvest went, the vials, and from each injected animal back to vial and plate. */
export function custody({ results, notebook }: ReportContext): Content[] {
  const vialName = (id: string, code: string): string => {
    const vial = notebook.get('vial', id)
    return `${code}${vial === undefined ? '' : originMark(vial, '')}`
  }
  const { harvests, chains, vials } = results.custody
  const content: Content[] = [sectionTitle('Custody')]
  const drawn = harvests.filter((h) => h.uses.length > 0)
  content.push(subTitle('Harvests against draws'))
  if (drawn.length === 0) content.push(notRecorded('Use of a harvest'))
  else {
    content.push(
      table(
        [{ header: 'Harvest', width: 112 }, { header: 'Harvested', width: 62, alignment: 'right' }, { header: 'Drawn', width: 58, alignment: 'right' }, { header: '%', width: 34, alignment: 'right' }, { header: 'Where the cells went', width: '*' }],
        drawn.map((h) => [`${h.code}${h.harvested.simulated ? simulatedMark : ''}`, printNumber(h.harvested), printNumber(h.drawn), printNumber(h.drawnPercent), h.uses.map((u) => `${u.toName} ${u.cells === null ? '(cells not recorded)' : formatRecorded(u.cells)}`).join('; ')]),
      ),
    )
    const open = drawn.filter((h) => h.drawnPercent.value === null)
    if (open.length > 0) content.push(smallPrint(open.map((h) => `${h.code}: ${printEstimate(h.drawnPercent)}`).join('. ')))
  }
  content.push(subTitle('Vials'))
  if (vials.length === 0) content.push(notRecorded('Vial'))
  else {
    content.push(
      table(
        [{ header: 'Vial', width: 128 }, { header: 'Bank', width: 72 }, { header: 'Status', width: 50 }, { header: 'Release', width: 60 }, { header: 'Viability after thaw %', width: 60, alignment: 'right' }, { header: 'Used in', width: '*' }],
        vials.map((v) => [vialName(v.vialId, v.code), v.bank, v.status, v.release, v.viabilityAfterThaw === null ? '–' : formatRecorded(v.viabilityAfterThaw), v.usedIn.join('; ') || '–']),
      ),
    )
  }
  content.push(subTitle('From injected animal to vial and plate'))
  if (chains.length === 0) content.push(notRecorded('Administration of this batch'))
  else {
    content.push(
      table(
        [{ header: 'Animals', width: 118 }, { header: 'Experiment', width: 62 }, { header: 'Preparation', width: 70 }, { header: 'Vials', width: 86 }, { header: 'Harvest', width: 64 }, { header: 'Plates of the same source, gaps', width: '*' }],
        groupChains(chains).map((g) => [g.animals.join(', '), g.chain.experiment, g.chain.preparation ?? '–', g.chain.vials.join(', ') || '–', g.chain.harvest ?? '–', [g.chain.plates.join(', ') || 'no plate', ...g.chain.gaps.map((x) => `▲ ${x}`)].join('; ')]),
      ),
    )
  }
  return content
}

type Chain = ReportContext['results']['custody']['chains'][number]

/** Animals with the same way back are one row. */
function groupChains(chains: readonly Chain[]): readonly { readonly chain: Chain; readonly animals: readonly string[] }[] {
  const groups = new Map<string, { readonly chain: Chain; readonly animals: string[] }>()
  for (const chain of chains) {
    const key = JSON.stringify([chain.experimentId, chain.preparation, chain.vials, chain.harvest, chain.plates, chain.gaps])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { chain, animals: [chain.animal] })
    else if (!group.animals.includes(chain.animal)) group.animals.push(chain.animal)
  }
  return [...groups.values()]
}
