import * as Plot from '@observablehq/plot'
import type { ArthritisResults, OnsetArm } from '../domain/arthritis/arthritis-results.ts'
import { composeFigure, type Label } from './compose-figure.ts'
import { drawPanel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, soft } from './palette.ts'
import { shortened } from './strip-panel.ts'

const width = 700
const chartWidth = 500
const chartHeight = 220
const left = 84
const dashes = ['', '6,3', '2,2', '8,3,2,3'] as const

/**
 * Cumulative incidence of arthritis by arm from the first administration, deaths before onset as competing events; ticks mark animals whose
 * follow-up ended without either. Intervals stand in the table: bands of small arms would hide each other.
 */
export function onsetFigure(results: ArthritisResults): Figure | undefined {
  const arms = (results.onset?.arms ?? []).filter((a) => a.atRisk > 0)
  const { window } = results
  if (arms.length === 0 || window === null) return undefined
  const labels: Label[] = []
  const extra: string[] = []
  arms.forEach((arm, i) => {
    const y = 48 + i * 34
    extra.push(`<g transform="translate(${chartWidth + 12},${y})"><line x1="0" x2="22" y1="-4" y2="-4" stroke="${colourOf(i)}" stroke-width="2.4"${dashes[i % 4] === '' ? '' : ` stroke-dasharray="${dashes[i % 4] ?? ''}"`}/></g>`)
    labels.push({ text: shortened(arm.label, 24), x: chartWidth + 40, y, bold: true }, { text: `n = ${String(arm.atRisk)}, ${String(arm.events)} onset${arm.events === 1 ? '' : 's'}${arm.competing === 0 ? '' : `, ${String(arm.competing)} died first`}`, x: chartWidth + 40, y: y + 13, colour: soft })
  })
  return composeFigure({
    title: `Onset of arthritis, ${results.code}`,
    description: 'Cumulative incidence of arthritis by arm from the first administration; deaths by the disease or the treatment before onset compete with it; ticks mark animals whose follow-up ended without onset.',
    width,
    height: chartHeight + 34,
    panels: [{ panel: curvePanel(arms, window), x: 0, y: 24, heading: 'Cumulative incidence of arthritis, %' }],
    labels,
    extra,
    simulated: results.simulated,
    table: { columns: ['Arm', 'Day', 'Incidence, %', '95 % from', '95 % to', 'At risk'], rows: arms.flatMap((a) => a.steps.map((s) => [a.label, s.day, s.percent, s.lower, s.upper, s.atRisk])) },
  })
}

function curvePanel(arms: readonly OnsetArm[], window: { readonly from: number; readonly to: number }) {
  const marks = arms.flatMap((arm, i) => {
    const last = arm.steps.at(-1)
    const steps = [{ day: window.from, p: 0 }, ...arm.steps.map((s) => ({ day: s.day, p: s.percent })), ...(last === undefined ? [] : [{ day: last.day, p: last.percent }])]
    return [
      Plot.line(steps, { x: 'day', y: 'p', curve: 'step-after', stroke: colourOf(i), strokeWidth: 2.2, ...(dashes[i % 4] === '' ? {} : { strokeDasharray: dashes[i % 4] ?? '' }) }),
      Plot.ruleX(arm.steps.filter((s) => s.censored > 0), { x: 'day', y1: (s: { percent: number }) => s.percent - 3, y2: (s: { percent: number }) => s.percent + 3, stroke: colourOf(i), strokeWidth: 1.6 }),
    ]
  })
  return drawPanel({
    width: chartWidth, height: chartHeight, marginLeft: left, marginRight: 20, marginBottom: 36, marginTop: 10, style: { fontSize: '11px' },
    x: { domain: [window.from, window.to], label: 'Day of the study', labelAnchor: 'center', labelArrow: 'none' },
    y: { domain: [0, 104], label: 'Arthritic, %', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: [0, 25, 50, 75, 100] },
    marks,
  })
}
