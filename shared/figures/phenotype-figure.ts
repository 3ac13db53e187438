import * as Plot from '@observablehq/plot'
import { intervalAt } from '../domain/estimate.ts'
import type { MarkerResult, PhenotypeResults } from '../domain/phenotype/phenotype-results.ts'
import { composeFigure, type PlacedPanel } from './compose-figure.ts'
import { drawPanel } from './draw-panel.ts'
import type { Figure } from './figure.ts'
import { colourOf, faint, ink, soft } from './palette.ts'

const perRow = 3

/** Percent positive of each marker with its counting interval and criterion, one panel a test. */
export function phenotypeFigure(results: PhenotypeResults): Figure | undefined {
  const tests = results.panels.filter((p) => p.markers.some((m) => m.positive.value !== null))
  if (tests.length === 0) return undefined
  const columns = Math.min(perRow, tests.length)
  const markers = Math.max(...tests.map((t) => t.markers.length))
  const width = 700
  const each = width / columns
  const rowHeight = 64 + markers * 19
  const panels = tests.map((test, i): PlacedPanel => ({ panel: markerPanel(test.markers, test.testId, each, rowHeight - 26), x: (i % columns) * each, y: 22 + Math.floor(i / columns) * rowHeight, heading: `${test.passageCode}, ${test.panelName}`.slice(0, columns === 1 ? 90 : 38) }))
  return composeFigure({
    title: 'Phenotype: percent of cells positive',
    description: 'Percent of cells positive per marker with Wilson 95 % interval (counting error only); the bracket marks the criterion.',
    width,
    height: 8 + rowHeight * Math.ceil(tests.length / columns),
    panels,
    simulated: tests.some((t) => t.simulated),
    table: { columns: ['Passage', 'Marker', 'Positive %', 'Criterion', 'Verdict'], rows: tests.flatMap((t) => t.markers.map((m) => [t.passageCode, m.marker, m.positive.value, m.criterion, m.verdict])) },
  })
}

function markerPanel(markers: readonly MarkerResult[], testId: string, width: number, height: number): ReturnType<typeof drawPanel> {
  const limit = (m: MarkerResult): number | undefined => (m.criterion === null ? undefined : Number(/[\d.]+/.exec(m.criterion)?.[0]))
  const measured = markers.filter((m) => m.positive.value !== null)
  const missing = markers.filter((m) => m.positive.value === null)
  return drawPanel({
    width,
    height,
    marginLeft: 62,
    marginBottom: 36,
    marginTop: 8,
    marginRight: 16,
    style: { fontSize: '11px' },
    x: { domain: [0, 100], label: 'Positive %', ticks: [0, 25, 50, 75, 100] },
    y: { domain: markers.map((m) => m.marker), label: null, type: 'band', padding: 0.25 },
    marks: [
      Plot.ruleY(markers, { y: 'marker', x1: 0, x2: 100, stroke: faint, strokeWidth: 0.6 }),
      Plot.tickX(markers.filter((m) => limit(m) !== undefined), { x: limit, y: 'marker', stroke: ink, strokeDasharray: '2,2', strokeWidth: 1.4 }),
      Plot.link(measured, { x1: (m: MarkerResult) => intervalAt(m.positive, 0.95)?.lower ?? m.positive.value, x2: (m: MarkerResult) => intervalAt(m.positive, 0.95)?.upper ?? m.positive.value, y: 'marker', stroke: colourOf(0), strokeWidth: 3 }),
      Plot.dot(measured, { x: (m: MarkerResult) => m.positive.value, y: 'marker', r: 4, symbol: (m: MarkerResult) => (m.verdict === 'FAIL' ? 'times' : m.verdict === 'PASS' ? 'circle' : 'diamond'), fill: (m: MarkerResult) => (m.verdict === 'FAIL' ? 'none' : colourOf(0)), stroke: (m: MarkerResult) => (m.verdict === 'FAIL' ? colourOf(1) : colourOf(0)), strokeWidth: 2, title: () => testId }),
      Plot.text(missing, { x: 50, y: 'marker', text: () => 'not measured', fill: soft, fontSize: 10 }),
    ],
    symbol: { type: 'identity' },
    color: { type: 'identity' },
  })
}
