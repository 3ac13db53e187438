import { Loader, Stack, Text, Title } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { growthReasons } from '../../../shared/domain/growth/growth-reasons.ts'
import type { RecordOf } from '../../../shared/records/record-kinds.ts'
import { FigureView } from '../report/figure-view.tsx'
import { SaveBar } from '../sheet/save-bar.tsx'
import { ConditionsGrid } from './conditions-grid.tsx'
import { PassageGrid } from './passage-grid.tsx'
import { PassageTimeline } from './passage-timeline.tsx'
import { useCulture } from './use-culture.ts'

/** Culture of a batch: passages, growth while it is typed, time, conditions with what is inherited. */
export function CulturePanel({ batch }: { readonly batch: RecordOf<'batch'> }) {
  const culture = useCulture(batch)
  if (culture === undefined) return <Loader aria-label="Reading" />
  const { sheet, answer } = culture
  const growth = answer.value?.growth.passages ?? []
  const figure = answer.value?.figure ?? null
  const reasons = growthReasons(growth)
  return (
    <Stack gap="sm" onKeyDown={getHotkeyHandler([['mod+Enter', () => { sheet.save() }]])}>
      <Title order={2} size="h5">Passages</Title>
      <PassageGrid batch={batch} culture={culture} />
      <SaveBar sheet={sheet} noun="passage" />
      {sheet.records.length > 0 && <PassageTimeline passages={sheet.records.map((r) => r.value)} />}
      {figure !== null && <FigureView figure={figure} />}
      {reasons.length > 0 && (
        <details>
          <summary><Text span size="sm">{reasons.length} things to know about the growth</Text></summary>
          <ul>{reasons.map((r) => <li key={r}><Text size="sm">{r}</Text></li>)}</ul>
        </details>
      )}
      {sheet.records.length > 0 && (
        <>
          <Title order={2} size="h5">Conditions</Title>
          <ConditionsGrid culture={culture} />
          <Text size="xs">Italics: inherited from an earlier passage. Type only what differs; clear a cell to inherit again. Supplements and priming are entered on the passage.</Text>
        </>
      )}
    </Stack>
  )
}
