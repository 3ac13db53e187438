import * as Plot from '@observablehq/plot'
import type { AnimalDose, ArmDose, DoseResults } from '../domain/arthritis/dose-results.ts'
import { intervalAt } from '../domain/estimate.ts'
import { formatSignificant } from '../util/format-number.ts'
import { composeFigure } from './compose-figure.ts'
import { drawPanel, type Panel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, faint, ink } from './palette.ts'
import { shortened, stripHeight } from './strip-panel.ts'

const width = 700
const labelWidth = 190
const leftWidth = 430

type Row = { readonly label: string; readonly colour: string; readonly dose: ArmDose; readonly animals: readonly AnimalDose[] }
type PanelOptions = { readonly amount: 'deviation' | 'perKg'; readonly width: number; readonly marginLeft: number; readonly axis: string; readonly band?: number }

/**
 * Cells given, one row a dose of an arm: how far each animal is from nominal with the limit of the laboratory as a band, and the live cells
 * per kg. Arms without cells have no row.
 * @param code of the experiment. @returns undefined where no dose of cells has an amount.
 */
export function doseFigure(doses: DoseResults, code: string): Figure | undefined {
  const rows = doses.arms.flatMap((arm, i) => arm.doses.filter((d) => d.deviation.value !== null || d.perKg.value !== null).map((dose): Row => ({
    label: `${shortened(arm.armLabel, 22)}, dose ${String(dose.dose)}`, colour: colourOf(i), dose,
    animals: doses.animals.filter((d) => d.armKey === arm.armKey && d.dose === dose.dose && d.excludedBecause === undefined),
  })))
  if (rows.length === 0) return undefined
  return composeFigure({
    title: `Cells given, ${code}`,
    description: `Live cells given to each animal, dose by dose: deviation from nominal (grey band: ±${String(doses.limitPercent)} %) and per kg of body weight. Diamond and bar: mean with its 95 % interval.`,
    width,
    height: 24 + stripHeight(rows.length),
    panels: [
      { panel: amountPanel(rows, { amount: 'deviation', width: leftWidth, marginLeft: labelWidth, axis: 'deviation from nominal, %', band: doses.limitPercent }), x: 0, y: 24, heading: 'Live cells given against nominal' },
      { panel: amountPanel(rows, { amount: 'perKg', width: width - leftWidth, marginLeft: 20, axis: 'live cells per kg' }), x: leftWidth, y: 24, heading: 'Live cells per kg' },
    ],
    simulated: rows.some((r) => r.dose.actual.simulated),
    table: {
      columns: ['Arm, dose', 'Animal', 'Planned, cells', 'Given, live cells', 'Off nominal, %', 'Live cells per kg'],
      rows: rows.flatMap((r) => r.animals.map((d) => [r.label, d.animal, d.nominal.value, d.actual.value, d.deviation.value, d.perKg.value])),
    },
  })
}

function amountPanel(rows: readonly Row[], { amount, width: panelWidth, marginLeft, axis, band }: PanelOptions): Panel {
  const keys = rows.map((_, i) => String(i))
  // Three lines above the middle of the row, by turns, so that none covers another or hides behind the diamond.
  const points = rows.flatMap((row, i) => row.animals.flatMap((d, j) => {
    const x = d[amount].value
    return x === null ? [] : [{ row: String(i), x, dy: [-11, -5.5, 0][row.animals.length < 4 ? 1 : j % 3] ?? 0, id: d.animalKey, colour: row.colour }]
  }))
  const centres = rows.flatMap((row, i) => {
    const e = row.dose[amount]
    const interval = intervalAt(e, 0.95)
    return e.value === null ? [] : [{ row: String(i), x: e.value, lower: interval?.lower ?? e.value, upper: interval?.upper ?? e.value }]
  })
  const limits = band === undefined ? [] : [{ x1: -band, x2: band }]
  return drawPanel({
    width: panelWidth, height: stripHeight(rows.length), marginLeft, marginBottom: 38, marginTop: 6, marginRight: 18,
    style: { fontSize: '11px' },
    x: { label: axis, labelAnchor: 'center', labelArrow: 'none', grid: true, nice: true, ticks: band === undefined ? 3 : 5, zero: true, ...(band === undefined ? { tickFormat: (v: number) => formatSignificant(v, 2) } : {}) },
    y: { domain: keys, label: null, type: 'band', padding: 0.1, tickSize: 0, tickFormat: (key: string) => (marginLeft === labelWidth ? (rows[Number(key)]?.label ?? '') : '') },
    color: { type: 'identity' },
    marks: [
      Plot.rectX(limits, { x1: 'x1', x2: 'x2', fill: faint, fillOpacity: 0.3 }),
      ...(band === undefined ? [] : [Plot.ruleX([0], { stroke: ink, strokeWidth: 1 })]),
      Plot.ruleY(keys.slice(0, -1), { stroke: faint, strokeWidth: 0.5, dy: 17 }),
      ...[-11, -5.5, 0].map((dy) => Plot.dot(points.filter((p) => p.dy === dy), { x: 'x', y: 'row', r: 2.7, dy, fill: 'colour', fillOpacity: 0.65, title: 'id' })),
      Plot.link(centres, { x1: 'lower', x2: 'upper', y: 'row', dy: 9, stroke: ink, strokeWidth: 1.8 }),
      Plot.dot(centres, { x: 'x', y: 'row', dy: 9, symbol: 'diamond', r: 4.6, fill: 'white', stroke: ink, strokeWidth: 1.7 }),
    ],
  })
}
