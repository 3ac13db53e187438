import type { EndpointArm, EndpointQuantity, EndpointResults } from '../domain/endpoints/endpoints-results.ts'
import type { Estimate } from '../domain/estimate.ts'
import { composeFigure, type PlacedPanel } from './compose-figure.ts'
import type { Figure } from './figure.ts'
import { shortened, stripHeight, stripPanel, type StripRow } from './strip-panel.ts'

const width = 700
const columns = 2

/**
 * Endpoints of one experiment, one panel a quantity: every animal as a dot by arm (open triangles: limits of quantification), the centre of
 * the arm as a diamond with its 95 % interval: geometric mean of concentrations, mean of other measurements, median of scores and wherever
 * values are limits.
 */
export function endpointsFigure(results: EndpointResults): Figure | undefined {
  const drawn = results.quantities.filter((q) => q.animals.some((a) => a.value.value !== null && a.excludedBecause === undefined))
  if (drawn.length === 0) return undefined
  const each = drawn.length === 1 ? width : width / columns
  let y = 24
  const panels: PlacedPanel[] = []
  for (let i = 0; i < drawn.length; i += columns) {
    const row = drawn.slice(i, i + columns)
    row.forEach((q, column) => {
      panels.push({ panel: quantityPanel(q, each), x: column * each, y, heading: shortened(headingOf(q), drawn.length === 1 ? 100 : 50) })
    })
    y += Math.max(...row.map((q) => stripHeight(rowsOf(q).length))) + 24
  }
  return composeFigure({
    title: `Endpoints, ${results.code}`,
    description: 'Every animal by arm and endpoint; open triangles are limits of quantification, not measurements. Diamond and bar: centre of the arm (named at each axis) with its 95 % interval, where there is one.',
    width,
    height: y - 14,
    panels,
    simulated: drawn.some((q) => q.simulated),
    table: {
      columns: ['Endpoint', 'Arm', 'Animal', 'Value', 'Bound', 'Unit'],
      rows: drawn.flatMap((q) => q.animals.filter((a) => a.excludedBecause === undefined).map((a) => [headingOf(q), q.arms.find((x) => x.armKey === a.armKey)?.label ?? a.armKey, a.earTag, a.value.value, a.value.bound ?? null, q.unit])),
    },
  })
}

/** Name of a quantity for print: endpoint, part, day. */
export function headingOf(q: EndpointQuantity): string {
  return [q.endpoint, ...(q.part === '' ? [] : [q.part]), ...(q.day === null ? [] : [`day ${q.day}`])].join(', ')
}

function quantityPanel(q: EndpointQuantity, panelWidth: number): PlacedPanel['panel'] {
  const log = q.arms.some((a) => a.geometricMean !== null) && q.animals.every((a) => a.value.value === null || a.value.value > 0)
  return stripPanel(rowsOf(q), { width: panelWidth, axis: `${q.unit === '' ? 'value' : q.unit}; ${centreName(q)}, 95 %`, log, labelWidth: 172, fromZero: q.type !== 'body-weight' })
}

function rowsOf(q: EndpointQuantity): readonly StripRow[] {
  return q.arms.filter((arm) => arm.measured > 0).map((arm) => ({
    label: `${shortened(arm.label, 20)}, n = ${String(arm.analysed)}`,
    points: q.animals.flatMap((a) => (a.armKey !== arm.armKey || a.excludedBecause !== undefined || a.value.value === null ? [] : [{ x: a.value.value, id: a.animalKey, ...(a.value.bound === undefined ? {} : { bound: a.value.bound }) }])),
    centre: centreOf(q, arm),
  }))
}

/** One kind of centre for all arms of a panel, so that they compare. */
function centreName(q: EndpointQuantity): 'geometric mean' | 'mean' | 'median' {
  const arms = q.arms.filter((a) => a.analysed > 0)
  if (q.unit === '% of maximum' || arms.some((a) => a.mean.value === null)) return 'median'
  return arms.every((a) => a.geometricMean !== null && a.geometricMean.value !== null) ? 'geometric mean' : 'mean'
}

function centreOf(q: EndpointQuantity, arm: EndpointArm): Estimate | undefined {
  const name = centreName(q)
  return name === 'median' ? arm.median : name === 'mean' ? arm.mean : (arm.geometricMean ?? undefined)
}
