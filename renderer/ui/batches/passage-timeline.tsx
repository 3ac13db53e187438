import { Text } from '@mantine/core'
import type { FormValue } from '../forms/form-value.ts'
import { timelineSpans } from './timeline-spans.ts'
import './passage-timeline.css'

const rowHeight = 22
const width = 640
const labels = 130

/** Passages in time: one bar each, feedings as ticks, an open end where there is no harvest yet. */
export function PassageTimeline({ passages }: { readonly passages: readonly FormValue[] }) {
  const timeline = timelineSpans(passages)
  if (timeline === null) return null
  const { spans, days, start, undated } = timeline
  const x = (day: number): number => labels + (day / days) * (width - labels - 12)
  const height = spans.length * rowHeight + 26
  const step = [1, 2, 5, 7, 14, 28, 56, 112, 224].find((s) => days / s <= 9) ?? 448
  const ticks = Array.from({ length: Math.floor(days / step) + 1 }, (_, i) => i * step)
  return (
    <div>
      <svg className="passage-timeline" viewBox={`0 0 ${String(width)} ${String(height)}`} role="img" aria-label={`Passages in time. ${spans.map((s) => s.words).join('. ')}`}>
        {ticks.map((day) => (
          <g key={day}>
            <line x1={x(day)} x2={x(day)} y1={0} y2={height - 20} className="tick" />
            <text x={x(day)} y={height - 6} textAnchor="middle">{day === 0 ? `day 0` : String(day)}</text>
          </g>
        ))}
        {spans.map((s, i) => (
          <g key={s.id} transform={`translate(0 ${String(i * rowHeight)})`}>
            <text x={labels - 8} y={14} textAnchor="end">{s.code}</text>
            <rect x={x(s.from)} y={4} width={Math.max(3, x(s.to) - x(s.from))} height={rowHeight - 8} rx={2} className={s.isOpen ? 'open' : 'done'}><title>{s.words}</title></rect>
            {s.feedings.map((f) => <line key={f} x1={x(f)} x2={x(f)} y1={4} y2={rowHeight - 4} className="feeding" />)}
          </g>
        ))}
      </svg>
      <Text size="xs">Days since {start}; ticks in a bar are feedings, a pale bar has no harvest yet.{undated.length === 0 ? '' : ` Not dated to the day: ${undated.join(', ')}.`}</Text>
    </div>
  )
}
