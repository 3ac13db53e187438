import { formatRatio } from '../util/format-number.ts'

/** Positions of ratios on a logarithmic axis whose left end holds the wells without MSC, which a logarithm cannot show. */
export type RatioAxis = { readonly at: (ratio: number) => number; readonly domain: readonly [number, number]; readonly ticks: readonly number[]; readonly labelOf: (position: number) => string }

/**
 * @param ratios MSC per responder; 0 stands for the wells without MSC.
 */
export function ratioAxis(ratios: readonly number[]): RatioAxis {
  const positive = [...new Set(ratios.filter((r) => r > 0))].sort((a, b) => a - b)
  const logs = positive.map((r) => Math.log10(r))
  const low = logs[0] ?? 0
  const high = logs.at(-1) ?? 0
  const zero = low - Math.max(0.35, (high - low) * 0.18)
  const hasZero = ratios.includes(0)
  const at = (ratio: number): number => (ratio > 0 ? Math.log10(ratio) : zero)
  const names = new Map<number, string>([...(hasZero ? [[zero, 'no MSC'] as const] : []), ...positive.map((r) => [Math.log10(r), formatRatio(r)] as const)])
  const pad = Math.max(0.12, (high - low) * 0.06)
  return { at, domain: [(hasZero ? zero : low) - pad, high + pad], ticks: [...names.keys()], labelOf: (position) => names.get(position) ?? '' }
}
