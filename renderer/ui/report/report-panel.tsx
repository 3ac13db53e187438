import { Alert, Badge, Button, Group, Loader, Paper, SegmentedControl, Stack, Switch, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { ReportSubject } from '../../../shared/export/report-subject.ts'
import { useLiveReport, type LiveReport, type LiveReportControl } from '../../app/live-report.ts'
import { useServices } from '../../app/services-context.ts'
import { ReportPages } from './report-pages.tsx'

const sizes = { fit: 'Fit', '1': '100 %', '1.5': '150 %' } as const
type Size = keyof typeof sizes

/** The report of a subject as it will print, made anew a moment after each change, and saved as PDF. */
export function ReportPanel({ subject }: { readonly subject: ReportSubject }) {
  const services = useServices()
  const [withTyped, setWithTyped] = useState(true)
  const [size, setSize] = useState<Size>('fit')
  const [saving, setSaving] = useState(false)
  const live = useLiveReport(subject)
  const save = (): void => {
    if (live === null) return
    setSaving(true)
    void live.control.save().then((saved) => {
      setSaving(false)
      if (saved.ok) services.notify({ tone: 'done', title: 'Saved', text: saved.value })
      else if (saved.error !== '') services.notify({ tone: 'error', title: 'The report was not saved', text: saved.error })
    })
  }
  const shown = live?.report.shown ?? null
  return (
    <Paper withBorder p="sm" component="section" aria-label="Report" h="100%">
      <Stack gap="xs" h="100%">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h5">Report</Title>
          <Group gap="xs">
            <SegmentedControl size="xs" aria-label="Size of the pages" data={Object.entries(sizes).map(([value, label]) => ({ value, label }))} value={size} onChange={(next) => { setSize(next === '1' || next === '1.5' ? next : 'fit') }} />
            <Button size="xs" onClick={save} loading={saving} disabled={shown === null}>Save as PDF</Button>
          </Group>
        </Group>
        <Group justify="space-between" gap="xs" mih={30}>
          {live !== null && <ReportStatus {...live} />}
          <Switch size="xs" label="With what is being typed" checked={withTyped} onChange={(e) => {
            setWithTyped(e.currentTarget.checked)
            live?.control.setWithTyped(e.currentTarget.checked)
          }} />
        </Group>
        {shown !== null && shown.typed.length > 0 && <Alert color="yellow" py={6} title="Not stored yet">{`As it is being typed: ${shown.typed.join(', ')}. Saving as PDF takes what is stored.`}</Alert>}
        {shown?.notices.map((n) => <Alert key={n} color="yellow" py={6}>{n}</Alert>)}
        {live?.report.work.type === 'failed' && (
          <Alert color="red" title="The report could not be made">
            <Text size="sm">{live.report.work.reason}. Records are not touched by this{shown === null ? '' : '; below is the report as it was before'}.</Text>
            <Button size="xs" variant="default" mt="xs" onClick={live.control.again}>Try again</Button>
          </Alert>
        )}
        {shown !== null && <ReportPages report={shown} scale={size === 'fit' ? null : Number(size)} />}
      </Stack>
    </Paper>
  )
}

function ReportStatus({ report: { shown, work }, control }: { readonly report: LiveReport; readonly control: LiveReportControl }) {
  return (
    <Group gap="xs" role="status">
      {work.type === 'up-to-date' && shown !== null && <Badge variant="default" tt="none" data-manifest={shown.manifestHash}>up to date, {shown.pages.length} {shown.pages.length === 1 ? 'page' : 'pages'}</Badge>}
      {work.type === 'working' && <><Loader size="xs" aria-hidden /><Text size="xs">{work.what}</Text><Button size="compact-xs" variant="subtle" onClick={control.cancel}>Cancel</Button></>}
      {work.type === 'stopped' && <><Text size="xs">stopped; the pages below are not up to date</Text><Button size="compact-xs" variant="subtle" onClick={control.again}>Go on</Button></>}
    </Group>
  )
}
