import { Button, Group, NumberInput, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import type { Assay } from '../../../shared/records/assay.ts'
import { ordered } from '../../../shared/records/ordered.ts'
import { wellRoles, type Plate, type Well } from '../../../shared/records/plate.ts'
import { formatRatio } from '../../../shared/util/format-number.ts'
import type { WellContent } from '../../app/plates/edit-wells.ts'
import { roleWords } from './role-words.ts'

export type WellPanelProps = {
  readonly assay: Assay
  readonly names: readonly string[]
  readonly wells: Plate['wells']
  readonly onPut: (content: WellContent) => void
  readonly onClearSignals: () => void
  readonly onRemove: () => void
}

type KeyName = 'conditionKey' | 'materialKey' | 'responderKey' | 'stimulatorKey' | 'inhibitorKey'

/** What stands in the chosen wells: each choice goes into all of them at once. */
export function WellPanel({ assay, names, wells, onPut, onClearSignals, onRemove }: WellPanelProps) {
  const chosen = names.flatMap((name) => wells[name] ?? [])
  const role = common(chosen, (w) => w.role)
  const ratio = common(chosen, (w) => (typeof w.ratioMscPerResponder === 'number' ? w.ratioMscPerResponder : undefined))
  const excluded = chosen.filter((w) => w.excluded !== undefined)
  const keys: readonly (readonly [KeyName, string, Readonly<Record<string, { readonly order: number; readonly label: string }>> | undefined])[] = [
    ['conditionKey', 'Condition', assay.conditions], ['materialKey', 'Material (MSC)', assay.materials], ['responderKey', 'Responders', assay.responders], ['inhibitorKey', 'Inhibitor', assay.inhibitors], ['stimulatorKey', 'Stimulators', assay.stimulators],
  ]
  return (
    <Paper withBorder p="sm" miw={240} component="section" aria-label="Chosen wells">
      <Stack gap="xs">
        <Title order={3} size="h5">{names.length === 1 ? `Well ${names[0] ?? ''}` : `${String(names.length)} wells, ${names[0] ?? ''} to ${names.at(-1) ?? ''}`}</Title>
        <Select label="Role" placeholder={chosen.length === 0 ? 'not used' : 'different'} data={wellRoles.map((value) => ({ value, label: roleWords[value].long }))} value={role ?? null} searchable onChange={(next) => {
          const known = wellRoles.find((r) => r === next)
          if (known !== undefined) onPut({ role: known })
        }} />
        {keys.filter(([, , items]) => Object.keys(items ?? {}).length > 0).map(([key, label, items]) => (
          <Select key={key} label={label} placeholder={chosen.some((w) => w[key] !== undefined) ? 'different' : 'none'} clearable data={ordered(items).map(([value, item]) => ({ value, label: item.label }))} value={common(chosen, (w) => w[key]) ?? null} onChange={(next) => { onPut({ [key]: next }) }} />
        ))}
        <NumberInput label="Ratio, MSC per responder" description={ratio === undefined ? '0.1 is one MSC to ten responders (1:10)' : `${formatRatio(ratio)} (MSC : responders)`} placeholder={chosen.some((w) => w.ratioMscPerResponder !== undefined) ? 'different' : 'none'} value={ratio ?? ''} min={0} hideControls onChange={(next) => { onPut({ ratioMscPerResponder: typeof next === 'number' ? next : null }) }} />
        <Exclusion key={names.join()} count={excluded.length} reason={common(excluded, (w) => w.excluded?.reason)} disabled={chosen.length === 0} onPut={onPut} />
        <Group gap="xs"><Button size="compact-sm" variant="default" onClick={onClearSignals}>Clear signals</Button><Button size="compact-sm" variant="default" onClick={onRemove} disabled={chosen.length === 0}>Not used</Button></Group>
      </Stack>
    </Paper>
  )
}

/** A well left out needs a reason; it stays on the plate, and in the raw data of the report. */
function Exclusion({ count, reason, disabled, onPut }: { readonly count: number; readonly reason: string | undefined; readonly disabled: boolean; readonly onPut: (content: WellContent) => void }) {
  const [why, setWhy] = useState(reason ?? '')
  if (count > 0) return <Stack gap={4}><Text size="sm">{`${String(count)} left out${reason === undefined ? '' : `: ${reason}`}`}</Text><Button size="compact-sm" variant="default" w="fit-content" onClick={() => { onPut({ excluded: null }) }}>Take in again</Button></Stack>
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <TextInput label="Leave out, because" value={why} onChange={(e) => { setWhy(e.currentTarget.value) }} flex={1} disabled={disabled} />
      <Button size="xs" variant="default" disabled={disabled || why.trim() === ''} onClick={() => { onPut({ excluded: { reason: why.trim() } }) }}>Leave out</Button>
    </Group>
  )
}

/** What all the wells have alike; undefined where they differ or there is none. */
function common<T>(wells: readonly Well[], of: (well: Well) => T | undefined): T | undefined {
  const values = new Set(wells.map(of))
  return values.size === 1 ? [...values][0] : undefined
}
