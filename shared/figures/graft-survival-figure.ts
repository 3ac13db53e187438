import * as Plot from '@observablehq/plot'
import type { EndpointResults, SurvivalArm, SurvivalEndpoint } from '../domain/endpoints/endpoints-results.ts'
import { composeFigure, type Label, type PlacedPanel } from './compose-figure.ts'
import { drawPanel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, soft } from './palette.ts'
import { shortened } from './strip-panel.ts'

const width = 700
const chartWidth = 500
const chartHeight = 210
const left = 84
const dashes = ['', '6,3', '2,2', '8,3,2,3'] as const

/**
 * Survival of animals and grafts: Kaplan-Meier curves by arm with ticks where follow-up ended without event, colours and dashes, and the
 * number of animals at risk below. Intervals stand in the table of the report: bands of several small arms would hide each other.
 */
export function graftSurvivalFigure(results: EndpointResults): Figure | undefined {
  const drawn = results.survival.filter((s) => s.arms.some((a) => a.animals > 0))
  if (drawn.length === 0) return undefined
  const parts = drawn.map((s) => ({ s, arms: s.arms.filter((a) => a.animals > 0) }))
  let y = 24
  const panels: PlacedPanel[] = []
  const labels: Label[] = []
  const extra: string[] = []
  for (const { s, arms } of parts) {
    const end = Math.max(...arms.flatMap((a) => a.curve.map((p) => p.day)), 1)
    panels.push({ panel: curvePanel(arms, end), x: 0, y, heading: shortened(s.kind === 'animal-survival' ? 'Survival of the animals' : `Graft survival: ${s.endpoint}`, 90) })
    arms.forEach((arm, i) => {
      const at = y + 24 + i * 34
      extra.push(`<g transform="translate(${chartWidth + 12},${at})"><line x1="0" x2="22" y1="-4" y2="-4" stroke="${colourOf(i)}" stroke-width="2.4"${dashes[i % 4] === '' ? '' : ` stroke-dasharray="${dashes[i % 4] ?? ''}"`}/></g>`)
      labels.push({ text: shortened(arm.label, 24), x: chartWidth + 40, y: at, bold: true }, { text: `n = ${arm.animals}, ${arm.events} ${arm.events === 1 ? 'event' : 'events'}`, x: chartWidth + 40, y: at + 13, colour: soft })
    })
    const risk = y + chartHeight + 10
    labels.push({ text: 'At risk', x: 4, y: risk, bold: true })
    const ticks = ticksTo(end)
    arms.forEach((arm, i) => {
      labels.push({ text: shortened(arm.label, 11), x: 4, y: risk + 14 * (i + 1), colour: colourOf(i), size: 10 })
      for (const day of ticks) labels.push({ text: String(atRisk(arm, day)), x: left + (day / end) * (chartWidth - left - 20), y: risk + 14 * (i + 1), anchor: 'middle' })
    })
    y = risk + 14 * arms.length + 34
  }
  return composeFigure({
    title: `Survival, ${results.code}`,
    description: 'Kaplan-Meier curves by arm; ticks mark animals whose follow-up ended without event; below, the number of animals at risk at the start of each day named.',
    width,
    height: y - 18,
    panels,
    labels,
    extra,
    simulated: drawn.some((s) => s.simulated),
    table: { columns: ['Endpoint', 'Arm', 'Animal', 'Day', 'Follow-up'], rows: drawn.flatMap((s) => s.animals.filter((a) => a.excludedBecause === undefined).map((a) => [s.endpoint, armLabel(s, a.armKey), a.earTag, a.day, a.words])) },
  })
}

function curvePanel(arms: readonly SurvivalArm[], end: number): PlacedPanel['panel'] {
  const marks = arms.flatMap((arm, i) => {
    const last = arm.curve.at(-1)
    const steps = [{ day: 0, s: 100 }, ...arm.curve.map((p) => ({ day: p.day, s: p.survivalPercent })), ...(last === undefined ? [] : [{ day: last.day, s: last.survivalPercent }])]
    return [
      Plot.line(steps, { x: 'day', y: 's', curve: 'step-after', stroke: colourOf(i), strokeWidth: 2.2, ...(dashes[i % 4] === '' ? {} : { strokeDasharray: dashes[i % 4] ?? '' }) }),
      Plot.ruleX(arm.curve.filter((p) => p.censored > 0), { x: 'day', y1: (p: { survivalPercent: number }) => p.survivalPercent - 3, y2: (p: { survivalPercent: number }) => p.survivalPercent + 3, stroke: colourOf(i), strokeWidth: 1.6 }),
    ]
  })
  return drawPanel({
    width: chartWidth, height: chartHeight, marginLeft: left, marginRight: 20, marginBottom: 36, marginTop: 10, style: { fontSize: '11px' },
    x: { domain: [0, end], label: 'Day', labelAnchor: 'center', labelArrow: 'none', ticks: ticksTo(end) },
    y: { domain: [0, 104], label: 'Without event, %', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: [0, 25, 50, 75, 100] },
    marks,
  })
}

/** Round days from 0 up to the end, at most eight. */
function ticksTo(end: number): number[] {
  const step = [1, 2, 5, 7, 10, 14, 20, 28, 50, 100, 200, 500].find((s) => end / s <= 7) ?? end / 5
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step)
}

function atRisk(arm: SurvivalArm, day: number): number {
  return arm.curve.find((p) => p.day >= day)?.atRisk ?? 0
}

function armLabel(s: SurvivalEndpoint, key: string): string {
  return s.arms.find((a) => a.armKey === key)?.label ?? key
}
