import type { ArmSummary, ArthritisResults } from '../domain/arthritis/arthritis-results.ts'
import { composeFigure, num, type Label } from './compose-figure.ts'
import type { Figure } from './figure.ts'
import { faint, ink, soft } from './palette.ts'
import { shortened } from './strip-panel.ts'

const width = 700
const gap = 14
const lineHeight = 13
const perRow = 4

type Step = { readonly title: string; readonly lines: readonly string[] }

/**
 * Flow of the animals, a column an arm: allocated, dosed, died by cause, left out with reasons, analysed. Allocated = analysed + left out.
 * @returns undefined where nothing was computed or no arm has animals.
 */
export function flowFigure(results: ArthritisResults): Figure | undefined {
  const arms = results.arms.filter((a) => a.allocated > 0)
  if (results.notAssessable !== undefined || arms.length === 0) return undefined
  const columns = Math.min(perRow, arms.length)
  const each = (width - gap * (columns + 1)) / columns
  const labels: Label[] = []
  const extra: string[] = []
  const total = arms.reduce((sum, a) => sum + a.allocated, 0)
  box(extra, labels, { x: (width - 320) / 2, y: 8, width: 320, lines: 2 }, { title: `${String(total)} animals allocated to ${String(arms.length)} ${arms.length === 1 ? 'arm' : 'arms'}`, lines: [results.randomised] })
  let y = 66
  for (let start = 0; start < arms.length; start += columns) {
    const row = arms.slice(start, start + columns).map((arm) => stepsOf(results, arm))
    const heights = (row[0] ?? []).map((_, i) => Math.max(...row.map((steps) => (steps[i]?.lines.length ?? 0) + 1)))
    row.forEach((steps, c) => {
      const x = gap + c * (each + gap)
      let top = y
      steps.forEach((step, i) => {
        const lines = heights[i] ?? 1
        extra.push(arrow(x + each / 2, i === 0 ? top - 10 : top - 12, top))
        box(extra, labels, { x, y: top, width: each, lines }, step)
        top += lines * lineHeight + 12 + 14
      })
    })
    y += heights.reduce((sum, lines) => sum + lines * lineHeight + 12 + 14, 0) + 6
  }
  return composeFigure({
    title: `Flow of the animals, ${results.code}`,
    description: 'Animals of each arm from allocation to analysis: doses, deaths by cause, animals excluded or without an outcome with their reasons, animals analysed. Allocated is analysed plus left out.',
    width,
    height: y - 6,
    panels: [],
    labels,
    extra,
    simulated: results.simulated,
    table: {
      columns: ['Arm', 'Allocated', 'Died', 'Excluded', 'No outcome', 'Analysed'],
      rows: arms.map((a) => [a.label, a.allocated, a.deaths.length, a.excluded.length, a.missing.length, a.analysed]),
    },
  })
}

function stepsOf(results: ArthritisResults, arm: ArmSummary): readonly Step[] {
  const left = [...arm.excluded.map((e) => `${e.animal} excluded: ${e.reason}`), ...arm.missing.map((m) => `${m.animal}: ${m.reason}`)]
  const causes = [...new Set(arm.deaths.map((d) => d.cause))]
  return [
    { title: arm.label, lines: [`${String(arm.allocated)} allocated`] },
    { title: 'Doses', lines: dosesOf(results, arm) },
    { title: `Died: ${String(arm.deaths.length)}`, lines: causes.map((cause) => { const of = arm.deaths.filter((d) => d.cause === cause); return `${String(of.length)} ${cause} (day ${of.map((d) => String(d.day)).join(', ')})` }) },
    { title: `Left out: ${String(left.length)}`, lines: left.length > 3 ? [...left.slice(0, 2), `and ${String(left.length - 2)} more, listed below`] : left },
    { title: `Analysed: ${String(arm.analysed)}`, lines: [] },
  ]
}

/** Animals that got every dose that was due, and what the others lacked. */
function dosesOf({ doses }: ArthritisResults, arm: ArmSummary): readonly string[] {
  const own = doses?.animals.filter((d) => d.armKey === arm.armKey) ?? []
  if (own.length === 0) return ['none planned, none on record']
  if (own.every((d) => d.status === 'not recorded')) return ['not recorded']
  const due = [...new Set(own.map((d) => d.animalKey))].map((key) => own.filter((d) => d.animalKey === key))
  const complete = due.filter((list) => list.every((d) => d.status === 'given' || d.status === 'not due')).length
  const count = (status: string): number => own.filter((d) => d.status === status).length
  return [
    `every dose due: ${String(complete)} of ${String(due.length)} animals`,
    ...(['failed', 'partial', 'missed'] as const).flatMap((status) => (count(status) === 0 ? [] : [`${String(count(status))} ${status === 'missed' ? `${count(status) === 1 ? 'dose' : 'doses'} missing on record` : `${count(status) === 1 ? 'injection' : 'injections'} ${status}`}`])),
  ]
}

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly lines: number }

function box(extra: string[], labels: Label[], { x, y, width: w, lines }: Place, step: Step): void {
  const characters = Math.floor((w - 12) / 5.9)
  extra.push(`<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(lines * lineHeight + 12)}" fill="none" stroke="${faint}" stroke-width="1"/>`)
  labels.push({ text: shortened(step.title, characters), x: x + 6, y: y + 15, bold: true, colour: ink })
  step.lines.forEach((line, i) => labels.push({ text: shortened(line, characters), x: x + 6, y: y + 15 + (i + 1) * lineHeight, colour: soft, size: 10 }))
}

function arrow(x: number, from: number, to: number): string {
  return `<path d="M${num(x)} ${num(from)}V${num(to - 1)}M${num(x - 3)} ${num(to - 5)}L${num(x)} ${num(to - 1)}L${num(x + 3)} ${num(to - 5)}" fill="none" stroke="${soft}" stroke-width="1"/>`
}
