import type { RecordSlots } from '../records/record-slots.ts'
import { AnimalsPanel } from './animals-panel.tsx'
import { ScoresPanel } from './scores-panel.tsx'

/** What the page of an experiment has besides its form: animals, scores, the report. */
export const experimentSlots: RecordSlots = {
  first: [
    { value: 'animals', label: 'Animals', content: (row) => <AnimalsPanel row={row} /> },
    { value: 'scores', label: 'Scores', content: (row) => (row.record.kind === 'experiment' ? <ScoresPanel experiment={row.record} /> : null) },
  ],
  report: (row) => ({ kind: 'experiment', id: row.id }),
}
