import { blankWords, valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Content } from '../../util/document-definition.ts'
import { monoRow, monoTable, notRecorded, sectionTitle, subTitle } from '../layout/blocks.ts'
import { printTime } from '../layout/print-field.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

/** Raw wells of every plate with this batch's cells, and raw scores of every session, one line a well or animal. */
export function rawData({ notebook, results }: ReportContext): Content[] {
  return rawDataOf(notebook, new Set(results.suppression.series.map((s) => s.assayId)), new Set(results.arthritis.map((a) => a.experimentId)))
}

/** Raw wells of the plates of some assays and raw scores of some experiments. */
export function rawDataOf(notebook: Notebook, assayIds: ReadonlySet<string>, experimentIds: ReadonlySet<string>): Content[] {
  const content: Content[] = [sectionTitle('Raw data')]
  const plates = notebook.all('plate').filter((p) => assayIds.has(p.assayId))
  const sessions = notebook.all('scoring-session').filter((s) => experimentIds.has(s.experimentId)).sort((a, b) => a.day - b.day)
  if (plates.length === 0 && sessions.length === 0) return [...content, notRecorded('Plate or scoring session')]
  for (const plate of plates) content.push(...plateRows(plate))
  for (const id of experimentIds) content.push(...sessionRows(notebook, id, sessions.filter((s) => s.experimentId === id)))
  return content
}

function plateRows(plate: RecordOf<'plate'>): Content[] {
  const head = ['well', 'role', 'condition', 'material', 'responder', 'ratio', 'signal', 'generations', 'beads', 'viability %', 'excluded because']
  const wells = Object.entries(plate.wells)
    .sort(([a], [b]) => a.charCodeAt(0) - b.charCodeAt(0) || Number(a.slice(1)) - Number(b.slice(1)))
    .map(([name, w]) => wellCells(name, w))
  const beads = valueOf(plate.beadsAddedPerWell)
  return [subTitle(`Plate ${plate.code}, ${printTime(plate.performedAt)}${beads === undefined ? '' : `, ${String(beads)} counting beads added per well`}${originMark(plate, '')}`), ...monoTable(head, wells)]
}

function wellCells(name: string, w: RecordOf<'plate'>['wells'][string]): readonly string[] {
  const ratio = valueOf(w.ratioMscPerResponder)
  const generations = valueOf(w.generationCounts)
  const signal = w.signal === undefined && generations !== undefined ? '' : (blankWords(w.signal) ?? String(valueOf(w.signal)))
  const [beads, viability] = [valueOf(w.beads), valueOf(w.viabilityPercent)]
  return [
    name, w.role, w.conditionKey ?? '', w.materialKey ?? '', w.responderKey ?? '', ratio === undefined ? '' : String(ratio), signal,
    generations === undefined ? '' : generations.join(' '), beads === undefined ? '' : String(beads), viability === undefined ? '' : String(viability), w.excluded?.reason ?? '',
  ]
}

/** Scores as a grid of days by animal: a row per animal, so that thirty animals and twenty days fit one page. */
function sessionRows(notebook: Notebook, experimentId: string, sessions: readonly RecordOf<'scoring-session'>[]): Content[] {
  const experiment = notebook.get('experiment', experimentId)
  if (experiment === undefined || sessions.length === 0) return []
  const allocation = notebook.all('allocation').find((a) => a.experimentId === experimentId)?.content
  const rows: Content[] = [subTitle(`Scores of ${experiment.code} by day (parts in the order of the scale, or the total)${sessions.some((s) => originMark(s, '') !== '') ? originMark(sessions[0] ?? experiment, '') : ''}`)]
  const scale = notebook.get('score-scale', experiment.scaleId)
  const partKeys = Object.entries(scale?.parts ?? {}).sort(([, a], [, b]) => a.order - b.order).map(([key]) => key)
  const cellWidth = Math.max(5, partKeys.length + 1)
  const perBlock = Math.max(1, Math.floor(96 / cellWidth))
  for (let start = 0; start < sessions.length; start += perBlock) {
    const block = sessions.slice(start, start + perBlock)
    rows.push(monoRow(pad(['animal', 'arm', ...block.map((s) => `d${String(s.day)}`)], [12, 14, ...block.map(() => cellWidth)]), true))
    for (const [key, animal] of Object.entries(experiment.animals).sort(([, a], [, b]) => a.order - b.order)) {
      const arm = allocation?.state === 'open' ? (allocation.assignments[key]?.armKey ?? '') : 'sealed'
      const cells = block.map((s) => scoreCell(s, key, partKeys))
      rows.push(monoRow(pad([animal.earTag, arm, ...cells], [12, 14, ...block.map(() => cellWidth)])))
    }
  }
  return rows
}

function scoreCell(session: RecordOf<'scoring-session'>, animalKey: string, partKeys: readonly string[]): string {
  const seen = session.observations[animalKey]
  if (seen === undefined) return '.'
  if (seen.parts !== undefined) return partKeys.map((k) => String(valueOf(seen.parts?.[k]?.score) ?? '-')).join(partKeys.some((k) => (valueOf(seen.parts?.[k]?.score) ?? 0) > 9) ? ',' : '')
  return String(valueOf(seen.totalScore) ?? '-')
}

function pad(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((c, i) => c.padEnd(widths[i] ?? 0)).join(' ').trimEnd()
}
