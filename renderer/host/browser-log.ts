import type { Fault } from '../../shared/host/fault-line.ts'

const key = 'stromabook:log'
const mostLines = 200

/** The local log of a browser: the last lines, kept with the page's small settings. No contents of records; nothing is sent anywhere. */
export const browserLog = {
  lines: (): readonly string[] => {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
      return Array.isArray(value) ? value.filter((line): line is string => typeof line === 'string') : []
    } catch {
      return []
    }
  },
  write: (line: string): void => {
    try {
      localStorage.setItem(key, JSON.stringify([...browserLog.lines(), `${new Date().toISOString()} ${line}`].slice(-mostLines)))
    } catch {
      // A log that cannot be written is no reason to stop.
    }
  },
  fault: ({ sort, at }: Fault): void => { browserLog.write(`fault in the page: ${sort} at ${at}`) },
} as const
