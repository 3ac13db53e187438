/** Longest gap between two characters of a scanner that types; people type slower, and a slow scanner still stays below it. */
const longestGapMs = 50
const shortestCode = 4

export type KeyboardScan = {
  /**
   * Takes each key as it is pressed, with its time in milliseconds. Answers the scanned text when the key is the Enter or Tab that ends a scan, else
   * undefined.
   */
  readonly take: (key: string, timeMs: number) => string | undefined
}

/**
 * Tells a scanner that acts as a keyboard from a person: at least four characters, each within 50 ms of the one before, ended by Enter or Tab.
 * Keys that are no characters (Shift for a capital) do not break a scan; a pause does.
 */
export function keyboardScan(): KeyboardScan {
  let typed = ''
  let last = Number.NEGATIVE_INFINITY
  return {
    take: (key, timeMs) => {
      const inTime = timeMs - last <= longestGapMs
      if (key === 'Enter' || key === 'Tab') {
        const text = inTime && typed.length >= shortestCode ? typed : undefined
        typed = ''
        return text
      }
      if ([...key].length !== 1) return undefined
      typed = inTime ? typed + key : key
      last = timeMs
      return undefined
    },
  }
}
