import type { CustodyGraph } from '../../../shared/domain/custody/custody-graph.ts'
import './custody-drawing.css'

const columnWidth = 170
const rowHeight = 26
const boxWidth = 140
const boxHeight = 20

type Props = { readonly graph: CustodyGraph; readonly chain: ReadonlySet<string> | null; readonly chosen: string | null; readonly onChoose: (id: string) => void }

/** The graph from left to right. Boxes are buttons; what does not belong to the chosen one fades. */
export function CustodyDrawing({ graph, chain, chosen, onChoose }: Props) {
  const layers = [...new Set(graph.nodes.map((n) => n.layer))].sort((a, b) => a - b)
  const places = new Map(layers.flatMap((layer, column) => graph.nodes.filter((n) => n.layer === layer).map((n, row) => [n.id, { x: column * columnWidth + 4, y: row * rowHeight + 4 }] as const)))
  const width = layers.length * columnWidth
  const height = Math.max(...layers.map((l) => graph.nodes.filter((n) => n.layer === l).length)) * rowHeight + 8
  const faded = (...ids: readonly string[]): string | undefined => (chain !== null && ids.some((id) => !chain.has(id)) ? 'faded' : undefined)
  return (
    <div className="custody" role="region" aria-label="Graph of lineage and custody" tabIndex={0}>
      <svg width={width} height={height} aria-hidden>
        {graph.edges.map(({ from, to }) => {
          const a = places.get(from)
          const b = places.get(to)
          if (a === undefined || b === undefined) return null
          const [x1, y1, x2, y2] = [a.x + boxWidth, a.y + boxHeight / 2, b.x, b.y + boxHeight / 2]
          return <path key={`${from} ${to}`} className={faded(from, to)} d={`M${String(x1)},${String(y1)}C${String(x1 + 18)},${String(y1)} ${String(x2 - 18)},${String(y2)} ${String(x2)},${String(y2)}`} />
        })}
      </svg>
      {graph.nodes.map((n) => {
        const at = places.get(n.id)
        return <button key={n.id} type="button" className={faded(n.id)} data-kind={n.kind} aria-pressed={n.id === chosen} title={`${n.kind} ${n.label}`} aria-label={`${n.kind} ${n.label}`} style={{ left: at?.x ?? 0, top: at?.y ?? 0, width: boxWidth, height: boxHeight }} onClick={() => { onChoose(n.id) }}>{n.label}</button>
      })}
    </div>
  )
}
