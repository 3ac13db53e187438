/** What a piece of work is doing. `storing`: inside a write transaction, where it is let finish and never cut off. */
export type WorkStep = 'reading' | 'checking' | 'comparing' | 'writing' | 'storing'

/** How far it is; `of` is null where the end is not known. */
export type WorkProgress = { readonly step: WorkStep; readonly done: number; readonly of: number | null; readonly unit: 'bytes' | 'records' | 'changes' | 'files' }

/** Tells the window how far the work is. @returns whether to go on: false once the person cancelled. Crosses the thread, so it is waited for. */
export type WorkReport = (progress: WorkProgress) => boolean | Promise<boolean>

/** Progress on its way out of a loop, and the signal that a cancelled one looks at. */
export type WorkTeller = {
  readonly signal: { readonly aborted: boolean }
  /** Tells the window if the last time was long enough ago; does not wait. */
  readonly tell: (progress: WorkProgress) => void
  /**
   * Tells the window and waits until it knows: before a write transaction, so that the worker is not ended inside it.
   * @returns whether to go on.
   */
  readonly announce: (progress: WorkProgress) => Promise<boolean>
}

/** Not more often than this: every message costs the window a turn. */
const tellEveryMs = 80

/** @param clock milliseconds of any clock that only goes forward. */
export function workTeller(report: WorkReport, clock: () => number = () => performance.now()): WorkTeller {
  const signal = { aborted: false }
  let last = -Infinity
  const send = async (progress: WorkProgress): Promise<boolean> => {
    if (!(await report(progress))) signal.aborted = true
    return !signal.aborted
  }
  return {
    signal,
    tell: (progress) => {
      const at = clock()
      if (at - last < tellEveryMs) return
      last = at
      // A window that is gone cannot be told; the work is ended with it.
      send(progress).catch(() => { signal.aborted = true })
    },
    announce: send,
  }
}
