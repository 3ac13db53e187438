import { useEffect, useRef } from 'react'

/** Calls with the text of a paste made while nothing on the page has the keyboard, as after coming back from the spreadsheet. */
export function useLoosePaste(isOn: boolean, onPaste: (text: string) => void): void {
  const latest = useRef(onPaste)
  useEffect(() => { latest.current = onPaste })
  useEffect(() => {
    if (!isOn) return
    const listener = (event: ClipboardEvent): void => {
      if (document.activeElement !== null && document.activeElement !== document.body) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text === '') return
      event.preventDefault()
      latest.current(text)
    }
    document.addEventListener('paste', listener)
    return () => { document.removeEventListener('paste', listener) }
  }, [isOn])
}
