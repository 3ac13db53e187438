import * as Plot from '@observablehq/plot'
import type { ConcordanceResults, DonorPair } from '../domain/concordance/concordance-results.ts'
import { intervalAt, type Estimate } from '../domain/estimate.ts'
import { formatBounds, formatFixed, formatP } from '../util/format-number.ts'
import { composeFigure, type Label } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, faint, ink, soft } from './palette.ts'
import { shortened } from './strip-panel.ts'

const width = 700
const plotWidth = 430
const height = 400
const top = 44
const lineHeight = 15
const listed = Math.floor((height - top - 30) / lineHeight)

type Point = { readonly number: string; readonly donor: DonorPair; readonly x: number; readonly y: number; readonly counts: boolean; readonly colour: string }

/**
 * Donors with suppression in vitro to the right and reduction of the score in vivo upwards, each with its 95 % intervals; a number leads to the
 * list beside. Filled: in the correlation printed above; open: not in it. Colours tell experiments apart. Positive is benefit on both axes.
 */
export function concordanceFigure(results: ConcordanceResults): Figure | undefined {
  const drawn = results.donors.filter((d) => d.notCorrelatedBecause === null)
  if (drawn.length === 0) return undefined
  const [primary] = results.correlations
  const experiments = [...new Set(drawn.map((d) => d.experimentCode))].sort()
  const points = drawn.map((donor, i): Point => ({ number: String(i + 1), donor, x: donor.suppression?.value ?? 0, y: donor.reduction?.value ?? 0, counts: primary?.pairs.includes(donor.code) === true && !donor.simulated, colour: colourOf(experiments.indexOf(donor.experimentCode)) }))
  const list = points.slice(0, points.length > listed ? listed - 1 : listed).map((p, i): Label => ({ text: shortened(`${p.number}: ${p.donor.donor} · ${p.donor.code}, ${p.donor.experimentCode}`, 46), x: plotWidth + 12, y: top + 28 + i * lineHeight, size: 9, colour: p.colour }))
  const more: readonly Label[] = points.length > listed ? [{ text: `and ${String(points.length - listed + 1)} more, in the table`, x: plotWidth + 12, y: top + 28 + (listed - 1) * lineHeight, size: 9, colour: soft }] : []
  return composeFigure({
    title: 'In vitro against in vivo, over donors',
    description: `${summary(results)} Each donor with 95 % intervals of suppression in vitro and of the reduction of the score in vivo. Filled points take part in the correlation, open ones do not; colours tell experiments apart; positive is benefit.`,
    width,
    height: height + 8,
    panels: [{ panel: scatter(points), x: 0, y: top }],
    labels: [{ text: summary(results), x: 4, y: 20, bold: true }, { text: 'Donor · pair, experiment', x: plotWidth + 12, y: top + 10, bold: true, size: 10 }, ...list, ...more],
    simulated: drawn.some((d) => d.simulated),
    table: {
      columns: ['Donor', 'Pair', 'Experiment', 'Suppression', 'Lower 95 %', 'Upper 95 %', 'Reduction, %', 'Lower 95 %', 'Upper 95 %', 'In the correlation'],
      rows: points.map(({ donor: d, counts }) => [d.donor, d.code, d.experimentCode, ...numbers(d.suppression), ...numbers(d.reduction), counts ? 'yes' : 'no']),
    },
  })
}

/** The first correlation in one line, or why there is none. */
function summary({ correlations }: ConcordanceResults): string {
  const [first] = correlations
  if (first === undefined) return ''
  const { rho, test } = first
  if (rho.value === null) return `No correlation: ${rho.notAssessable ?? 'not assessable'}.`
  const interval = intervalAt(rho, 0.95)
  return `Spearman's ρ = ${formatFixed(rho.value, 2)} (${interval === undefined ? 'no interval' : `95 %: ${formatBounds(interval, 'correlation')}`}), p = ${test.p === null ? 'none' : formatP(test.p)}, n = ${String(rho.n)} donors, ${first.kind}.`
}

function numbers(e: Estimate | null): readonly (number | null)[] {
  const interval = e === null ? undefined : intervalAt(e, 0.95)
  return [e?.value ?? null, interval?.lower ?? null, interval?.upper ?? null]
}

function scatter(points: readonly Point[]): Panel {
  const x = domainOf(points.map((p) => p.donor.suppression))
  const y = domainOf(points.map((p) => p.donor.reduction))
  // An unbounded side runs to the frame.
  const bars = points.map((p) => {
    const [, left, right] = numbers(p.donor.suppression)
    const [, low, high] = numbers(p.donor.reduction)
    return { ...p, left: left ?? x[0], right: right ?? x[1], low: low ?? y[0], high: high ?? y[1] }
  })
  return drawPanel({
    width: plotWidth, height: height - top, marginLeft: 52, marginRight: 12, marginTop: 8, marginBottom: 40, style: { fontSize: '11px' },
    x: { domain: x, label: 'Suppression in vitro, points', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: 6 },
    y: { domain: y, label: 'Reduction of the score in vivo, %', labelAnchor: 'center', labelArrow: 'none', grid: true, ticks: 6 },
    color: { type: 'identity' },
    marks: [
      Plot.ruleX([0], { stroke: ink }),
      Plot.ruleY([0], { stroke: ink }),
      Plot.frame({ stroke: faint }),
      Plot.link(bars, { x1: 'left', x2: 'right', y1: 'y', y2: 'y', stroke: 'colour', strokeWidth: 1.3, strokeOpacity: 0.7 }),
      Plot.link(bars, { x1: 'x', x2: 'x', y1: 'low', y2: 'high', stroke: 'colour', strokeWidth: 1.3, strokeOpacity: 0.7 }),
      Plot.dot(points.filter((p) => p.counts), { x: 'x', y: 'y', r: 4.4, fill: 'colour', title: (p: Point) => p.donor.pairId }),
      Plot.dot(points.filter((p) => !p.counts), { x: 'x', y: 'y', r: 4.4, fill: 'white', stroke: 'colour', strokeWidth: 1.6, title: (p: Point) => p.donor.pairId }),
// A white edge first, then the number: not every renderer paints a stroke below its fill.
      ...(['white', ink] as const).map((colour) => Plot.text(points, { x: 'x', y: 'y', text: 'number', dx: 9, dy: -8, fontSize: 10, fill: colour, ...(colour === ink ? {} : { stroke: colour, strokeWidth: 3 }) })),
    ],
  })
}

/** From the smallest to the largest value or bound, with 0, and a little room. */
function domainOf(estimates: readonly (Estimate | null)[]): [number, number] {
  const all = [0, ...estimates.flatMap((e) => numbers(e).flatMap((v) => (v === null ? [] : [v])))]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const room = (high - low || 1) * 0.06
  return [low - room, high + room]
}
