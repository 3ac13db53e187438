/** Results go to standard output, so that they can be piped; messages and progress go to standard error. */

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function message(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** A line that rewrites itself on a terminal; silent elsewhere, so that logs stay readable. */
export type Progress = { readonly say: (text: string) => void; readonly end: () => void }

export function startProgress(): Progress {
  const live = process.stderr.isTTY
  let lastAt = 0
  return {
    say: (text) => {
      const now = performance.now()
      if (!live || now - lastAt < 100) return
      lastAt = now
      process.stderr.write(`\r\u001b[2K${text}`)
    },
    end: () => {
      if (live) process.stderr.write('\r\u001b[2K')
    },
  }
}
