import { useElementSize } from '@mantine/hooks'
import type { ShownReport } from '../../app/live-report.ts'
import { ReportPage } from './report-page.tsx'
import './report-pages.css'

const padding = 8
/** Screen points per point of the page: 96 to the inch against 72. */
const screenPoints = 96 / 72

/** Pages one below the other, each drawn when it comes into view. @param scale 1 is the size of paper; null fits the width. */
export function ReportPages({ report, scale }: { readonly report: ShownReport; readonly scale: number | null }) {
  const { ref, width } = useElementSize()
  return (
    <div ref={ref} className="report-pages" role="region" aria-label="Pages of the report" tabIndex={0}>
      {width > 0 && report.pages.map((size, i) => {
        const shown = scale === null ? Math.max(200, width - 2 * padding) / size.width : scale * screenPoints
        // Pages keep their place when a new report comes, so that what is drawn stays in view until it is drawn anew.
        return <ReportPage key={i} document={report.document} number={i + 1} of={report.pages.length} size={size} scale={shown} />
      })}
    </div>
  )
}
