import { Alert, Button, Card, Group, List, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { checkOpenNotebook, repairOpenNotebook, type CheckReport, type RepairReport } from '../../app/check-notebook.ts'
import { useServices, useSession } from '../../app/services-context.ts'

const shownAtMost = 50

/** Check of the open notebook: what is damaged by name, and a repair where there is something to repair. */
export function NotebookCheck() {
  const services = useServices()
  const session = useSession()
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<CheckReport | null>(null)
  const [repaired, setRepaired] = useState<RepairReport | null>(null)
  const failed = (title: string) => (error: unknown): void => { services.notify({ tone: 'error', title, text: error instanceof Error ? error.message : String(error) }) }
  const check = (): void => {
    setBusy(true)
    setRepaired(null)
    void checkOpenNotebook(services, session).then((done) => {
      if (done.ok) setFound(done.value)
      else failed('Not checked')(done.error)
    }).catch(failed('Not checked')).finally(() => { setBusy(false) })
  }
  const repair = (): void => {
    setBusy(true)
    void repairOpenNotebook(services, session).then((done) => {
      if (!done.ok) failed('Nothing was repaired')(done.error)
      else {
        setRepaired(done.value)
        setFound(null)
      }
    }).catch(failed('Nothing was repaired')).finally(() => { setBusy(false) })
  }
  const canRepair = found?.damages.some((d) => d.repair !== 'none') === true
  return (
    <Card withBorder>
      <Title order={2} size="h4">Check of the notebook</Title>
      <Text size="sm" mb="sm">Holds every change, record and file against its hash, and names what is damaged. A check changes nothing.</Text>
      <Group><Button variant="default" onClick={check} loading={busy}>Check the notebook</Button>{canRepair && <Button onClick={repair} loading={busy}>Repair what can be repaired</Button>}</Group>
      {found !== null && found.damages.length === 0 && <Alert mt="sm" color="teal" title="Everything fits together">{`${String(found.records)} records, ${String(found.revisions)} changes and ${String(found.files)} files were looked at.`}</Alert>}
      {found !== null && found.damages.length > 0 && (
        <Alert mt="sm" color="red" title={`Damaged: ${String(found.damages.length)}`}>
          <Text size="sm">{found.damages.some((d) => d.what === 'chain') ? 'Whatever else is here fits its hash; what is missing from a chain cannot be told from here.' : 'Everything else is sound.'} Save a backup before a repair. A repair makes records again from their changes where it can, and keeps aside what was damaged; what is lost is named afterwards.</Text>
          <List size="sm">{found.damages.slice(0, shownAtMost).map((d) => <List.Item key={`${d.table} ${d.key} ${d.reason}`}>{nameOf(d, found.codes)}: {d.reason}</List.Item>)}</List>
          {found.damages.length > shownAtMost && <Text size="sm">and {found.damages.length - shownAtMost} more</Text>}
        </Alert>
      )}
      {repaired !== null && (
        <Alert mt="sm" color={repaired.lost.length === 0 ? 'teal' : 'yellow'} title={`${String(repaired.done.length)} repaired or set aside`}>
          {repaired.lost.length === 0 ? <Text size="sm">Nothing is lost.</Text> : <List size="sm">{repaired.lost.map((l) => <List.Item key={l}>{l}</List.Item>)}</List>}
        </Alert>
      )}
    </Card>
  )
}

/** What is damaged, as people know it: a record by its code, what has none by the start of its hash. */
function nameOf(damage: CheckReport['damages'][number], codes: CheckReport['codes']): string {
  if (damage.what === 'record') return `${damage.table.replaceAll('-', ' ')} ${codes.get(damage.key) ?? damage.key}`
  if (damage.what === 'file') return `file ${damage.key.slice(0, 16)}...`
  if (damage.what === 'chain') return `chain of the machine ${damage.key.slice(0, 8)}`
  return `change ${damage.key.slice(0, 12)}...${damage.record === undefined ? '' : ` of ${codes.get(damage.record) ?? damage.record}`}`
}
