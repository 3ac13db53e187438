import * as Plot from '@observablehq/plot'
import type { SessionCourse } from '../domain/endpoints/endpoints-results.ts'
import { composeFigure, type PlacedPanel } from './compose-figure.ts'
import { drawPanel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, ink, soft } from './palette.ts'
import { shortened } from './strip-panel.ts'

const width = 700
const rowHeight = 170

type Point = { readonly day: number; readonly value: number; readonly id: string }

/**
 * Body weight or paw thickness by day, one panel an arm: every animal as a thin line, the mean of those seen on a day as a thick one, the mean
 * of the vehicle arm dashed, a line where nothing has changed (100 %, 0 mm).
 * @param code of the experiment. @returns undefined where no animal has a course.
 */
export function courseFigure(course: SessionCourse, code: string): Figure | undefined {
  const animals = course.animals.filter((a) => a.excludedBecause === undefined && a.points.length > 0)
  const arms = course.arms.filter((arm) => animals.some((a) => a.armKey === arm.key))
  if (arms.length === 0) return undefined
  const columns = Math.min(3, arms.length)
  const each = width / columns
  const pointsOf = (armKey: string): readonly Point[] => animals.filter((a) => a.armKey === armKey).flatMap((a) => a.points.map((p) => ({ ...p, id: a.animalKey })))
  const all = arms.flatMap((arm) => pointsOf(arm.key))
  const unchanged = course.kind === 'body-weight' ? 100 : 0
  const values = [unchanged, ...all.map((p) => p.value)]
  const [days, range] = [[Math.min(...all.map((p) => p.day)), Math.max(...all.map((p) => p.day))], [Math.min(...values), Math.max(...values)]] as const
  const vehicle = arms.find((a) => a.role === 'vehicle')
  const ghost = vehicle === undefined ? [] : dayMeans(pointsOf(vehicle.key))
  const what = course.kind === 'body-weight' ? 'Body weight, % of start' : 'Change of paw thickness, mm'
  const panels = arms.map((arm, i): PlacedPanel => ({
    panel: drawPanel({
      width: each, height: rowHeight, marginLeft: 46, marginBottom: 34, marginTop: 8, marginRight: 12, style: { fontSize: '11px' },
      x: { domain: [...days], label: 'Day', labelArrow: 'none', ticks: 5 },
      y: { domain: [...range], nice: true, label: what, labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: 5 },
      marks: [
        Plot.ruleY([unchanged], { stroke: ink, strokeWidth: 0.8 }),
        Plot.line(pointsOf(arm.key), { x: 'day', y: 'value', z: 'id', stroke: colourOf(i), strokeOpacity: 0.35, strokeWidth: 0.9 }),
        Plot.line(arm === vehicle ? [] : ghost, { x: 'day', y: 'value', stroke: soft, strokeWidth: 2, strokeDasharray: '5,3' }),
        Plot.line(dayMeans(pointsOf(arm.key)), { x: 'day', y: 'value', stroke: colourOf(i), strokeWidth: 2.8 }),
      ],
    }),
    x: (i % columns) * each,
    y: 22 + Math.floor(i / columns) * (rowHeight + 22),
    heading: `${shortened(arm.label, columns === 3 ? 26 : 48)}, n = ${String(animals.filter((a) => a.armKey === arm.key).length)}`,
  }))
  return composeFigure({
    title: `${what}, ${code}`,
    description: `${what} by day for each arm: thin lines are animals, the thick line is the mean of those seen on a day, the dashed line the mean of the vehicle arm. The mean changes when animals leave.`,
    width,
    height: 22 + Math.ceil(arms.length / columns) * (rowHeight + 22) - 14,
    panels,
    simulated: course.simulated,
    table: { columns: ['Arm', 'Animal', 'Day', what], rows: arms.flatMap((arm) => animals.filter((a) => a.armKey === arm.key).flatMap((a) => a.points.map((p) => [arm.label, a.earTag, p.day, p.value]))) },
  })
}

function dayMeans(points: readonly Point[]): readonly { readonly day: number; readonly value: number }[] {
  const byDay = new Map<number, number[]>()
  for (const p of points) byDay.set(p.day, [...(byDay.get(p.day) ?? []), p.value])
  return [...byDay].map(([day, list]) => ({ day, value: list.reduce((a, b) => a + b, 0) / list.length })).sort((a, b) => a.day - b.day)
}
