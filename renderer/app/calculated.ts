import type { Remote } from 'comlink'
import { useEffect, useRef, useState } from 'react'
import type { CalculationApi } from '../workers/calculation/calculation-api.ts'
import { useNotebookWorkers } from './notebook-workers.ts'
import { useObservable } from './observable.ts'

/** An answer of the calculations. The last one stays while the next is made. */
export type Calculated<T> = { readonly value: T | undefined; readonly isBehind: boolean; /** Why there is no answer, in words. */ readonly problem: string }

/** Keystrokes come faster than anybody reads: the calculation is asked for when they pause for so long. */
const pauseMs = 120

/**
 * Asks the calculation worker, again whenever records or `key` change. Typing never waits for it: the question is sent after a pause, the
 * answer comes when it comes, and only the latest counts.
 */
export function useCalculated<T>(ask: (calculations: Remote<CalculationApi>) => Promise<T>, key: unknown): Calculated<T> {
  const workers = useNotebookWorkers()
  const changes = useObservable(workers.changes)
  const [answer, setAnswer] = useState<Omit<Calculated<T>, 'isBehind'> & { readonly to: string }>({ value: undefined, problem: '', to: '' })
  const latest = useRef(ask)
  useEffect(() => { latest.current = ask })
  const question = useRef(0)
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    question.current++
    const mine = question.current
    setAsked(mine)
    const timer = setTimeout(() => {
      const answered = async (): Promise<T> => {
        const refused = await workers.opened
        if (refused !== null) throw new Error(refused)
        return latest.current(workers.calculations)
      }
      answered().then(
        (value) => { if (mine === question.current) setAnswer({ value, problem: '', to: String(mine) }) },
        (error: unknown) => { if (mine === question.current) setAnswer((before) => ({ ...before, problem: error instanceof Error ? error.message : String(error), to: String(mine) })) },
      )
    }, pauseMs)
    return () => { clearTimeout(timer) }
  }, [workers, changes, key])
  return { value: answer.value, problem: answer.problem, isBehind: answer.to !== String(asked) }
}
