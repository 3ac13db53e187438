import { Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import { latestDraft } from '../../app/drafts.ts'
import { useSession } from '../../app/services-context.ts'
import type { FormValue } from '../forms/form-value.ts'
import { RecordForm, type RecordFormProps } from '../forms/record-form.tsx'

/**
 * The form of a stored record with what was last typed about it: on another tab (a sheet of the same record), or in this form before another
 * tab was looked at. Without this the next keystroke would put the stored record over that draft.
 */
export function StoredForm(props: RecordFormProps) {
  const { first, base, draft } = props
  const { db } = useSession()
  const id = String(first['id'])
  const [read, setRead] = useState<{ readonly draft: FormValue | null } | null>(null)
  useEffect(() => {
    let isOver = false
    const open = (latest: FormValue | null): void => { if (!isOver) setRead({ draft: latest ?? draft }) }
    latestDraft(db, id, base).then(open, (error: unknown) => {
      reportError(error)
      open(null)
    })
    return () => { isOver = true }
    // Only what stands when the form is opened counts; from then on the form is the one who types.
  }, [])
  return read === null ? <Loader aria-label="Reading" /> : <RecordForm {...props} draft={read.draft} />
}
