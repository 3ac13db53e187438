import type { ReactNode } from 'react'
import './field-grid.css'

/** Fields side by side where there is room; groups, collections and long text take the whole width. */
export function FieldGrid({ children }: { readonly children: ReactNode }) {
  return <div className="field-grid">{children}</div>
}
