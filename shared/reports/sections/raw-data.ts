import { blankWords, valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Content } from '../../util/document-definition.ts'
import { monoRow, notRecorded, sectionTitle, subTitle } from '../layout/blocks.ts'
import { printTime } from '../layout/print-field.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

/** Raw wells of every plate with this batch's cells, and raw scores of every session, one line a well or animal. */
export function rawData(context: ReportContext): Content[] {
  const { notebook, results } = context
  const content: Content[] = [sectionTitle('Raw data')]
  const assayIds = new Set(results.suppression.series.map((s) => s.assayId))
  const plates = notebook.all('plate').filter((p) => assayIds.has(p.assayId))
  const experimentIds = new Set(results.arthritis.map((a) => a.experimentId))
  const sessions = notebook.all('scoring-session').filter((s) => experimentIds.has(s.experimentId)).sort((a, b) => a.day - b.day)
  if (plates.length === 0 && sessions.length === 0) return [...content, notRecorded('Plate or scoring session')]
  for (const plate of plates) content.push(...plateRows(plate))
  for (const id of experimentIds) content.push(...sessionRows(context, id, sessions.filter((s) => s.experimentId === id)))
  return content
}

function plateRows(plate: RecordOf<'plate'>): Content[] {
  const head = ['well', 'role', 'condition', 'material', 'responder', 'ratio', 'signal', 'excluded because']
  const wells = Object.entries(plate.wells)
    .sort(([a], [b]) => a.charCodeAt(0) - b.charCodeAt(0) || Number(a.slice(1)) - Number(b.slice(1)))
    .map(([name, w]) => wellCells(name, w))
  const used = head.map((_, i) => i === 0 || wells.some((w) => w[i] !== ''))
  const lines = [head, ...wells].map((cells) => cells.filter((_, i) => used[i]))
  const widths = lines[0]?.map((_, i) => Math.max(...lines.map((l) => l[i]?.length ?? 0))) ?? []
  const [title = '', ...rows] = lines.map((l) => pad(l, widths))
  return [subTitle(`Plate ${plate.code}, ${printTime(plate.performedAt)}${originMark(plate, '')}`), ...inTwoColumns(title, rows)]
}

function wellCells(name: string, w: RecordOf<'plate'>['wells'][string]): readonly string[] {
  const ratio = valueOf(w.ratioMscPerResponder)
  const generations = valueOf(w.generationCounts)
  const signal = w.signal === undefined && generations !== undefined ? `generations ${generations.join(' ')}` : (blankWords(w.signal) ?? String(valueOf(w.signal)))
  return [name, w.role, w.conditionKey ?? '', w.materialKey ?? '', w.responderKey ?? '', ratio === undefined ? '' : String(ratio), signal, w.excluded?.reason ?? '']
}

/** Characters of raw data that fit a line. */
const lineLength = 140

/** Rows in two columns read downwards where two fit a line, else one. */
function inTwoColumns(title: string, rows: readonly string[]): Content[] {
  const width = Math.max(title.length, ...rows.map((r) => r.length))
  if (2 * width + 4 > lineLength || rows.length < 2) return [monoRow(title, true), ...rows.map((r) => monoRow(r))]
  const half = Math.ceil(rows.length / 2)
  const join = (left: string, right: string): string => `${left.padEnd(width + 4)}${right}`.trimEnd()
  return [monoRow(join(title, title), true), ...rows.slice(0, half).map((left, i) => monoRow(join(left, rows[half + i] ?? '')))]
}

/** Scores as a grid of days by animal: a row per animal, so that thirty animals and twenty days fit one page. */
function sessionRows(context: ReportContext, experimentId: string, sessions: readonly RecordOf<'scoring-session'>[]): Content[] {
  const experiment = context.notebook.get('experiment', experimentId)
  if (experiment === undefined || sessions.length === 0) return []
  const allocation = context.notebook.all('allocation').find((a) => a.experimentId === experimentId)?.content
  const rows: Content[] = [subTitle(`Scores of ${experiment.code} by day (parts in the order of the scale, or the total)${sessions.some((s) => originMark(s, '') !== '') ? originMark(sessions[0] ?? experiment, '') : ''}`)]
  const scale = context.notebook.get('score-scale', experiment.scaleId)
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
