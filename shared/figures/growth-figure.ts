import * as Plot from '@observablehq/plot'
import type { GrowthResults, PassageGrowth } from '../domain/growth/growth-results.ts'
import { daysBetween } from '../util/partial-date.ts'
import { composeFigure } from './compose-figure.ts'
import { drawPanel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, faint, soft } from './palette.ts'

type Step = { readonly g: PassageGrowth; readonly x1: number; readonly x2: number; readonly y1: number; readonly y2: number }

/**
 * Cumulative population doublings along the lineage: each passage a segment from seeding to harvest, dotted where cells went on to the
 * next passage. Over days where all dates are known to the day, else over passage numbers.
 */
export function growthFigure(results: GrowthResults): Figure | undefined {
  const known = results.passages.filter((g) => g.cumulativeDoublings.value !== null)
  if (known.length === 0) return undefined
  const first = known.map((g) => g.seededAt).filter((d) => d !== null).sort()[0]
  const dated = first !== undefined && known.every((g) => dayOf(first, g.seededAt) !== undefined && dayOf(first, g.harvestedAt) !== undefined)
  const steps = known.map((g): Step => {
    const y2 = g.cumulativeDoublings.value ?? 0
    const y1 = y2 - (g.populationDoublings.value ?? 0)
    return dated ? { g, x1: dayOf(first, g.seededAt) ?? 0, x2: dayOf(first, g.harvestedAt) ?? 0, y1, y2 } : { g, x1: y1 === y2 ? g.number : g.number - 1, x2: g.number, y1, y2 }
  })
  const byId = new Map(steps.map((s) => [s.g.passageId, s]))
  const joins = steps.flatMap((s) => s.g.parentIds.flatMap((id) => {
    const parent = byId.get(id)
    return parent === undefined ? [] : [{ x1: parent.x2, y1: parent.y2, x2: s.x1, y2: s.y1 }]
  }))
  const simulated = known.some((g) => g.cumulativeDoublings.simulated)
  const width = 700
  const height = 300
  const panel = drawPanel({
    width,
    height: height - 24,
    marginLeft: 58,
    marginBottom: 42,
    marginRight: 90,
    marginTop: 14,
    style: { fontSize: '11px' },
    x: { label: dated ? 'Days since first seeding' : 'Passage number (dates not recorded to the day)', grid: false, ...(dated ? {} : { ticks: [...new Set(steps.flatMap((s) => [s.x1, s.x2]))] }), tickFormat: (d: number) => String(d) },
    y: { label: 'Cumulative population doublings', grid: true, zero: true },
    marks: [
      Plot.ruleY([0], { stroke: soft }),
      Plot.link(joins, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: faint, strokeDasharray: '2,3', strokeWidth: 1.5 }),
      Plot.link(steps, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: colourOf(0), strokeWidth: 2.2 }),
      Plot.dot(steps, { x: 'x2', y: 'y2', r: 4, fill: colourOf(0), title: (s: Step) => s.g.passageId }),
      Plot.text(spaced(steps), { x: 'x2', y: 'y2', text: (s: Step) => s.g.code, textAnchor: 'start', dx: 7, dy: -7, fontSize: 10 }),
    ],
  })
  return composeFigure({
    title: 'Growth along the passages',
    description: 'Cumulative population doublings at each harvest; solid lines lead from seeding to harvest, dotted lines to the next passage.',
    width,
    height,
    panels: [{ panel, x: 0, y: 20 }],
    simulated,
    table: { columns: ['Passage', dated ? 'Day of harvest' : 'Passage number', 'PD', 'Cumulative PD'], rows: steps.map((s) => [s.g.code, s.x2, s.g.populationDoublings.value, s.g.cumulativeDoublings.value]) },
  })
}

/** Names only where they do not cover each other; every point is in the table. */
function spaced(steps: readonly Step[]): readonly Step[] {
  const kept: Step[] = []
  const top = Math.max(...steps.map((s) => s.y2), 1)
  for (const s of [...steps].sort((a, b) => b.y2 - a.y2)) if (!kept.some((k) => Math.abs(k.y2 - s.y2) < top / 16 && near(k, s, steps))) kept.push(s)
  return kept
}

function near(a: Step, b: Step, steps: readonly Step[]): boolean {
  const xs = steps.map((s) => s.x2)
  const span = Math.max(...xs) - Math.min(...xs) || 1
  return Math.abs(a.x2 - b.x2) < span / 5
}

function dayOf(first: string, date: string | null): number | undefined {
  return date === null ? undefined : daysBetween(first, date)
}
