import { blankStateOf } from '../../records/blank.ts'
import { growthReasons } from '../../domain/growth/growth-reasons.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatRecorded } from '../../util/format-number.ts'
import { figure, notRecorded, sectionTitle, simulatedMark, smallPrint, subTitle, table, warning } from '../layout/blocks.ts'
import { textWidth } from '../layout/page-frame.ts'
import { printBounds, printEstimate, printNumber } from '../layout/print-estimate.ts'
import { printField, printTime } from '../layout/print-field.ts'
import { isSimulated } from '../../domain/simulated.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

/** Passage table and growth along the lineage. */
export function growth(context: ReportContext): Content[] {
  const { results, notebook } = context
  const content: Content[] = [sectionTitle('Passages and growth')]
  const rows = results.growth.passages
  if (rows.length === 0) return [...content, notRecorded('Passage')]
  content.push(
    table(
      [{ header: 'Passage', width: 112 }, { header: 'From', width: 78 }, { header: 'Seeded', width: 74 }, { header: 'Harvested', width: 74 }, { header: 'Cells seeded', width: 62, alignment: 'right' }, { header: 'Live cells harvested', width: 50, alignment: 'right' }, { header: 'Area cm²', width: '*', alignment: 'right' }],
      rows.map((g) => {
        const p = notebook.get('passage', g.passageId)
        return [
          `${g.code}${g.populationDoublings.simulated ? simulatedMark : ''}`,
          g.parentCodes.length === 0 ? printField(p?.seededFrom) : g.parentCodes.join(' + '),
          typeof p?.seededAt === 'string' ? printTime(p.seededAt) : shortBlank(p?.seededAt),
          typeof p?.harvest?.at === 'string' ? printTime(p.harvest.at) : shortBlank(p?.harvest?.at),
          typeof p?.seededCells === 'number' ? formatRecorded(p.seededCells) : shortBlank(p?.seededCells),
          p === undefined ? '–' : `${harvested(p)}${isSimulated(p) ? '' : originMark(p, '/harvest/liveCells')}`,
          typeof p?.areaCm2 === 'number' ? formatRecorded(p.areaCm2) : '–',
        ]
      }),
    ),
  )
  const methods = [...new Set(rows.map((g) => printField(notebook.get('passage', g.passageId)?.harvest?.countMethod)))]
  content.push(
    smallPrint(`Counted by: ${methods.join('; ')}.`),
    table(
      [{ header: 'Passage', width: 76 }, { header: 'PD', width: 30, alignment: 'right' }, { header: 'PD 95 %', width: 62 }, { header: 'CPD', width: 34, alignment: 'right' }, { header: 'CPD max', width: 34, alignment: 'right' }, { header: 'Doubling time h', width: 44, alignment: 'right' }, { header: 'Cumulative yield', width: 60, alignment: 'right' }, { header: 'Viability %', width: 42, alignment: 'right' }, { header: 'CFU-F %', width: '*' }],
      rows.map((g) => [
        g.code,
        printNumber(g.populationDoublings),
        printBounds(g.populationDoublings),
        printNumber(g.cumulativeDoublings),
        printNumber(g.maximumCumulativeDoublings),
        printNumber(g.doublingTimeH),
        printNumber(g.cumulativeYield),
        printNumber(g.viability),
        g.cfuPercent.value === null ? '–' : `${printNumber(g.cfuPercent)} (${printBounds(g.cfuPercent)}; n = ${String(g.cfuPercent.n)} ${g.cfuPercent.nOf})`,
      ]),
    ),
    smallPrint(`PD = log2(live cells harvested / cells seeded). CPD sums the lineage; at a pool it is the cell-weighted mean, "max" the largest path. P0 doublings: ${results.growth.p0Counted}. A dash means not assessable; reasons below.`),
  )
  const svg = context.figures.get('growth')
  if (svg !== undefined) content.push(figure(svg, textWidth * 0.85))
  const reasons = growthReasons(rows)
  if (reasons.length > 0) content.push(subTitle('What could not be computed, and what to know'), ...reasons.map((r) => warning(r)))
  const latest = rows.at(-1)
  if (latest !== undefined) content.push(smallPrint(`Last passage ${latest.code}: cumulative doublings ${printEstimate(latest.cumulativeDoublings)}; cumulative yield ${printEstimate(latest.cumulativeYield)}.`))
  return content
}

/** Blank state without its reason, which the reasons below the table give: the column is narrow. */
function shortBlank(value: unknown): string {
  return (blankStateOf(value) ?? 'blank').replace('-', ' ').replace('blank', 'not recorded')
}

function harvested(p: ReturnType<ReportContext['notebook']['get']>): string {
  if (p?.kind !== 'passage' || p.harvest === undefined) return 'not recorded'
  const live = p.harvest.liveCells
  if (typeof live === 'number') return formatRecorded(live)
  return p.harvest.counts === undefined ? printField(live) : `${String(Object.keys(p.harvest.counts).length)} counts`
}
