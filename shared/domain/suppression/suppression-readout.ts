/** How a read-out behaves: which values are impossible, and whether blank wells are subtracted. */
export type ReadoutKind = 'optical' | 'percentage' | 'cells' | 'radioactivity' | 'unknown'

/**
 * Kind of a read-out, by its unit where that is decisive (OD, RLU, RFU, %, cells, cpm), else by its name.
 * - optical (absorbance, luminescence, fluorescence): the mean of the plate's blank wells is subtracted from everything, where there are any;
 * - percentage, cells: counted; negative values are impossible, and percentages above 100 too; blank wells are reported, not subtracted;
 * - radioactivity: counted, but counters can subtract a background, so negative values are possible; blank wells are reported only;
 * - unknown: neither is assumed.
 */
export function readoutKind(readout: string | undefined, unit: string | undefined): ReadoutKind {
  const u = (unit ?? '').trim().toLowerCase()
  if (u.includes('%') || u.includes('percent')) return 'percentage'
  if (/^(m?od\b|od\d|a\d{3}|absorbance|au\b|m?abs\b|rlu|rfu|relative light|luminescence|fluorescence)/.test(u)) return 'optical'
  if (/^(c\.?p\.?m\b|d\.?p\.?m\b|ccpm|k?bq|counts per minute|counts\/min)/.test(u)) return 'radioactivity'
  if (/^(cells|events)/.test(u)) return 'cells'
  if (u !== '') return 'unknown'
  const r = (readout ?? '').toLowerCase()
  if (/^(atp|resazurin|mtt|wst|xtt)/.test(r)) return 'optical'
  if (/thymidine/.test(r)) return 'radioactivity'
  if (r === 'cell count') return 'cells'
  return 'unknown'
}

/** Far above any counter or detector; beyond it sums of squares would overflow and hide the mistake. */
const LARGEST_SIGNAL = 1e100

/** Why a signal cannot be true for this kind of read-out; undefined when it can. Nothing is clipped. */
export function impossibleSignal(kind: ReadoutKind, signal: number): string | undefined {
  if (!Number.isFinite(signal)) return 'is not a number'
  if (Math.abs(signal) > LARGEST_SIGNAL) return `is ${String(signal)}, which no instrument reads`
  if (signal < 0 && (kind === 'percentage' || kind === 'cells')) return `is ${String(signal)}; a ${kind === 'cells' ? 'count of cells' : 'percentage'} cannot be negative`
  if (signal > 100 && kind === 'percentage') return `is ${String(signal)} %; more than 100 % is impossible`
  return undefined
}
