import type { ReactNode } from 'react'
import type { ReportSubject } from '../../../shared/export/report-subject.ts'
import { ReportPanel } from './report-panel.tsx'
import './with-report.css'

/** Content with the report beside it, or below where the window is narrow. */
export function WithReport({ subject, children }: { readonly subject: ReportSubject | null; readonly children: ReactNode }) {
  if (subject === null) return children
  return (
    <div className="with-report">
      <div>{children}</div>
      <div className="with-report-side"><ReportPanel subject={subject} /></div>
    </div>
  )
}
