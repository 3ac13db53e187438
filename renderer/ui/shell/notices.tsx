import { Anchor, Affix, Notification, Stack } from '@mantine/core'
import { useEffect } from 'react'
import { useObservable } from '../../app/observable.ts'
import { useServices } from '../../app/services-context.ts'
import type { Notice } from '../../app/services.ts'

const colour = { info: 'blue', done: 'teal', warning: 'yellow', error: 'red' } as const

/** What was just done or went wrong. Errors and warnings stay until they are closed; the rest goes by itself after ten seconds. */
export function Notices() {
  const services = useServices()
  const notices = useObservable(services.notices)
  return (
    <Affix position={{ bottom: 96, left: 12 }} maw={360}>
      <Stack gap="xs" role="status" aria-live="polite">
        {notices.map((n) => <OneNotice key={n.id} notice={n} />)}
      </Stack>
    </Affix>
  )
}

function OneNotice({ notice }: { readonly notice: Notice }) {
  const services = useServices()
  useEffect(() => {
    if (notice.tone === 'error' || notice.tone === 'warning' || notice.action !== undefined) return
    const timer = setTimeout(() => { services.dismiss(notice.id) }, 10_000)
    return () => { clearTimeout(timer) }
  }, [notice, services])
  const undo = (): void => {
    if (notice.undo === undefined) return
    services.dismiss(notice.id)
    void services.undo(notice.undo).then((done) => {
      services.notify(done.ok ? { tone: 'done', title: 'Undone', text: 'The change was taken back; the history keeps both.', undo: done.value.changeset } : { tone: 'error', title: 'Not undone', text: done.error.message })
    })
  }
  return (
    <Notification color={colour[notice.tone]} title={notice.title} onClose={() => { services.dismiss(notice.id) }} closeButtonProps={{ 'aria-label': 'Close' }} withBorder>
      {notice.text}
      {notice.action !== undefined && <> <Anchor component="button" type="button" size="sm" onClick={notice.action.run}>{notice.action.label}</Anchor></>}
      {notice.undo !== undefined && <> <Anchor component="button" type="button" size="sm" onClick={undo}>Undo</Anchor></>}
    </Notification>
  )
}
