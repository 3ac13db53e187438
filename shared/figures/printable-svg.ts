import { num } from './compose-figure.ts'

/**
 * The figure for print: marks that differ only in their place are joined into one path, and the ids of points, which lead nowhere on
 * paper, are left out. A PDF renderer spends its time per element, and figures with hundreds of wells are drawn several times faster so.
 */
export function printableSvg(svg: string): string {
  const parts = svg.replace(/ data-id="[^"]*"/g, '').split(/(?=<)/)
  const out: string[] = []
  let open: { readonly key: string; readonly d: string[] } | undefined
  const flush = (): void => {
    if (open !== undefined) out.push(`<path d="${open.d.join('')}"${open.key}></path>`)
    open = undefined
  }
  for (const part of parts) {
    if (open !== undefined && /^<\/(path|circle)>\s*$/.test(part)) continue
    const mark = markOf(part)
    if (mark === undefined) {
      flush()
      out.push(part)
    } else if (open?.key === mark.key) open.d.push(mark.d)
    else {
      flush()
      open = { key: mark.key, d: [mark.d] }
    }
  }
  flush()
  return out.join('')
}

/** A path or circle as path data in its final place, and all its other attributes. */
function markOf(part: string): { readonly key: string; readonly d: string } | undefined {
  const tag = /^<(path|circle)( [^>]*?)\s*\/?>\s*$/.exec(part)
  const attributes = tag?.[2]
  if (tag === null || attributes === undefined) return undefined
  const shape = tag[1] === 'circle' ? circlePath(attributes) : / d="([^"]*)"/.exec(attributes)?.[1]
  const place = /^translate\(([^,)]+),([^)]+)\)$/.exec(/ transform="([^"]*)"/.exec(attributes)?.[1] ?? 'translate(0,0)')
  if (shape === undefined || place === null) return undefined
  const moved = moveTo(shape, Number(place[1]), Number(place[2]))
  return moved === undefined ? undefined : { key: attributes.replace(/ (d|transform|cx|cy|r)="[^"]*"/g, ''), d: moved }
}

function circlePath(attributes: string): string | undefined {
  const value = (name: string): number => Number(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? Number.NaN)
  const [cx, cy, r] = [value('cx'), value('cy'), value('r')]
  if (Number.isNaN(cx + cy + r)) return undefined
  return `M${num(cx + r)},${num(cy)}A${num(r)},${num(r)},0,1,1,${num(cx - r)},${num(cy)}A${num(r)},${num(r)},0,1,1,${num(cx + r)},${num(cy)}Z`
}

/** Path data moved by (x, y); undefined for commands this does not know, so that such a path stays as it is. */
function moveTo(d: string, x: number, y: number): string | undefined {
  if (/[^MLAHVZhvlz\d.,\s-]/.test(d)) return undefined
  return d.replace(/([MLAHVhvlZz])([^MLAHVhvlZz]*)/g, (_, command: string, rest: string) => {
    const n = (rest.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number)
    const shifted = n.map((v, i) => {
      switch (command) {
        case 'M':
        case 'L':
          return v + (i % 2 === 0 ? x : y)
        case 'A':
          return i % 7 === 5 ? v + x : i % 7 === 6 ? v + y : v
        case 'H':
          return v + x
        case 'V':
          return v + y
        default:
          return v
      }
    })
    return `${command}${shifted.map(num).join(',')}`
  })
}
