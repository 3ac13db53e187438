import * as Plot from '@observablehq/plot'
import { intervalAt } from '../domain/estimate.ts'
import type { AnimalSummary, ArmSummary, ArthritisResults } from '../domain/arthritis/arthritis-results.ts'
import { composeFigure, type PlacedPanel } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, faint, ink, soft, warningColour } from './palette.ts'

type DayMean = { readonly day: number; readonly score: number }

const width = 700
const rowHeight = 190

/**
 * Arthritis score by arm: small panels with every animal as a thin line, the mean of the arm on each day, the vehicle mean as a grey
 * line, deaths as crosses; below, every animal's time-weighted mean with the mean of the arm and its 95 % interval.
 */
export function arthritisFigure(results: ArthritisResults): Figure | undefined {
  const arms = results.arms.filter((arm) => results.animals.some((a) => a.armKey === arm.armKey && a.scores.length > 0))
  if (results.notAssessable !== undefined || arms.length === 0) return undefined
  const columns = Math.min(3, arms.length)
  const each = width / columns
  const vehicle = arms.find((a) => a.role === 'vehicle')
  const ghost = vehicle === undefined ? [] : dayMeans(animalsOf(results, vehicle))
  const top = Math.ceil(Math.max(1, ...results.animals.flatMap((a) => a.scores.map((s) => s.score))))
  const lastDay = Math.max(...results.animals.flatMap((a) => a.scores.map((s) => s.day)))
  const firstDay = Math.min(...results.animals.flatMap((a) => a.scores.map((s) => s.day)))
  const panels = arms.map((arm, i): PlacedPanel => ({
    panel: armPanel(results, arm, i, arm === vehicle ? [] : ghost, each, [firstDay, lastDay], top),
    x: (i % columns) * each,
    y: 22 + Math.floor(i / columns) * (rowHeight + 22),
    heading: `${shortened(arm.label, columns === 3 ? 26 : 48)}, n = ${String(arm.analysed)}`,
  }))
  const below = 22 + Math.ceil(arms.length / columns) * (rowHeight + 22) + 6
  const strip = stripPanel(results, arms)
  return composeFigure({
    title: `Arthritis score, ${results.code}`,
    description: `Score by day for each arm (${results.scaleName}): thin lines are animals, the thick line is the mean of the arm, the grey line the mean of the vehicle arm, crosses are deaths. Below: time-weighted mean score of each animal, percent of the scale maximum, with mean and 95 % interval of the arm.`,
    width,
    height: below + strip.height + 4,
    panels: [...panels, { panel: strip, x: 0, y: below, heading: 'Time-weighted mean score, % of the scale maximum' }],
    simulated: results.simulated,
    table: {
      columns: ['Arm', 'Animal', 'Time-weighted mean, % of maximum', 'Maximum score', 'Death day'],
      rows: arms.flatMap((arm) => animalsOf(results, arm).map((a) => [arm.label, a.earTag, a.meanScorePercent.value, a.maximumScore, a.deathDay])),
    },
  })
}

function animalsOf(results: ArthritisResults, arm: ArmSummary): readonly AnimalSummary[] {
  return results.animals.filter((a) => a.armKey === arm.armKey && a.excludedBecause === undefined)
}

/** Mean over the animals observed on a day; days are joined as they come. */
function dayMeans(animals: readonly AnimalSummary[]): readonly DayMean[] {
  const byDay = new Map<number, number[]>()
  for (const a of animals) for (const s of a.scores) byDay.set(s.day, [...(byDay.get(s.day) ?? []), s.score])
  return [...byDay].map(([day, scores]) => ({ day, score: scores.reduce((x, y) => x + y, 0) / scores.length })).sort((a, b) => a.day - b.day)
}

function armPanel(results: ArthritisResults, arm: ArmSummary, index: number, ghost: readonly DayMean[], panelWidth: number, days: readonly [number, number], top: number): Panel {
  const animals = animalsOf(results, arm)
  const lines = animals.flatMap((a) => a.scores.map((s) => ({ ...s, id: a.animalKey })))
  const deaths = animals.flatMap((a) => {
    const last = a.scores.at(-1)
    return a.deathDay === null || a.deathCause === 'scheduled' ? [] : [{ day: a.deathDay, score: last?.score ?? 0, id: a.animalKey }]
  })
  return drawPanel({
    width: panelWidth,
    height: rowHeight,
    marginLeft: 44,
    marginBottom: 34,
    marginTop: 8,
    marginRight: 12,
    style: { fontSize: '11px' },
    x: { domain: [days[0], Math.max(days[1], ...deaths.map((d) => d.day))], label: 'Day', labelArrow: 'none', ticks: 5 },
    y: { domain: [0, top], label: 'Score', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: 5 },
    marks: [
      Plot.line(lines, { x: 'day', y: 'score', z: 'id', stroke: colourOf(index), strokeOpacity: 0.35, strokeWidth: 0.9 }),
      Plot.line(ghost, { x: 'day', y: 'score', stroke: soft, strokeWidth: 2, strokeDasharray: '5,3' }),
      Plot.line(dayMeans(animals), { x: 'day', y: 'score', stroke: colourOf(index), strokeWidth: 2.8 }),
      Plot.dot(deaths, { x: 'day', y: 'score', symbol: 'times', r: 4, stroke: warningColour, strokeWidth: 2, title: 'id' }),
    ],
  })
}

function stripPanel(results: ArthritisResults, arms: readonly ArmSummary[]): Panel {
  const points = arms.flatMap((arm, index) => {
    const animals = animalsOf(results, arm).filter((a) => a.meanScorePercent.value !== null)
    return animals.map((a, i) => ({ arm: arm.label, x: a.meanScorePercent.value ?? 0, dy: offset(i, animals.length), id: a.animalKey, colour: colourOf(index) }))
  })
  const means = arms.flatMap((arm) => {
    const interval = intervalAt(arm.meanScorePercent, 0.95)
    return arm.meanScorePercent.value === null ? [] : [{ arm: arm.label, x: arm.meanScorePercent.value, lower: interval?.lower ?? arm.meanScorePercent.value, upper: interval?.upper ?? arm.meanScorePercent.value }]
  })
  const labelWidth = 150
  const rows = ['upper', 'middle', 'lower'] as const
  return drawPanel({
    width,
    height: 44 + arms.length * 40,
    marginLeft: labelWidth,
    marginBottom: 32,
    marginTop: 6,
    marginRight: 20,
    style: { fontSize: '11px' },
    x: { label: '% of the scale maximum', labelArrow: 'none', grid: true, zero: true, nice: true },
    y: { domain: arms.map((a) => a.label), label: null, type: 'band', padding: 0.1, tickFormat: (t: string) => shortened(t, 22) },
    color: { type: 'identity' },
    marks: [
      Plot.ruleY(arms.slice(0, -1).map((a) => a.label), { stroke: faint, strokeWidth: 0.5, dy: 20 }),
      ...rows.map((_, row) => Plot.dot(points.filter((p) => p.dy === row), { x: 'x', y: 'arm', r: 2.6, dy: (row - 1) * 8, fill: 'colour', fillOpacity: 0.6, title: 'id' })),
      Plot.link(means, { x1: 'lower', x2: 'upper', y: 'arm', stroke: ink, strokeWidth: 1.8 }),
      Plot.dot(means, { x: 'x', y: 'arm', symbol: 'diamond', r: 5, fill: 'white', stroke: ink, strokeWidth: 1.8 }),
    ],
  })
}

/** Points of an arm stand in three rows, by turns, so that equal values do not cover each other. */
function offset(i: number, n: number): number {
  return n < 4 ? 1 : i % 3
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
