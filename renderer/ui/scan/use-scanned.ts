import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { findScanned } from '../../app/find-scanned.ts'
import { keyboardScan } from '../../app/keyboard-scan.ts'
import { recordPath } from '../../app/kinds/kinds.ts'
import { useServices, useSession } from '../../app/services-context.ts'

/** Opens the record that a scanned text leads to; says what was read where none does. Answers whether one was found. */
export function useOpenScanned(): (text: string) => Promise<boolean> {
  const services = useServices()
  const { db } = useSession()
  const navigate = useNavigate()
  return useCallback(async (text) => {
    const found = await findScanned(db, text)
    if (found.ok) await navigate({ to: recordPath(found.value.record.kind, found.value.id) })
    else services.notify({ tone: 'warning', title: 'Scanned', text: found.error })
    return found.ok
  }, [db, navigate, services])
}

/** Listens for a scanner that acts as a keyboard, outside of fields: a scan opens the record. In fields the scanner types as anybody does. */
export function useKeyboardScanner(): void {
  const open = useOpenScanned()
  useEffect(() => {
    const scan = keyboardScan()
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.ctrlKey || event.metaKey || event.altKey || (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)))) return
      const text = scan.take(event.key, event.timeStamp)
      if (text === undefined) return
      // The Enter behind a scan must not press the button that happens to have the focus.
      event.preventDefault()
      event.stopPropagation()
      void open(text)
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => { document.removeEventListener('keydown', onKey, { capture: true }) }
  }, [open])
}
