import { dialog, type BrowserWindow } from 'electron'

const kept = 'Every change that was saved is stored, and what you were typing is kept as a draft.'

/**
 * A page that crashes or hangs is noted, and reloaded if the person wants it. One that hangs is ended before it is loaded again, since it
 * would not listen; a question that answers itself (the page moves again) is taken back.
 */
export function watchPage(window: BrowserWindow, log: (line: string) => void): void {
  let isEndedHere = false
  let question: AbortController | null = null
  const ask = async (message: string, detail: string, other: string): Promise<boolean> => {
    question?.abort()
    const asked = new AbortController()
    question = asked
    const { response } = await dialog.showMessageBox(window, { type: 'warning', title: 'Stromabook', message, detail, buttons: ['Reload', other], defaultId: 0, cancelId: 1, signal: asked.signal })
    return response === 0 && !asked.signal.aborted && !window.isDestroyed()
  }
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log(`page gone: ${reason}, exit code ${String(exitCode)}`)
    if (isEndedHere || reason === 'clean-exit') {
      isEndedHere = false
      return
    }
    const memory = reason === 'oom' ? ' It had no memory left: close other programs, or other notebook windows.' : ''
    void ask('The page stopped working.', `${kept}${memory} If it happens again, Help > Save diagnostics makes a file for those who look after the program.`, 'Close').then((again) => {
      if (again) window.webContents.reload()
      else if (!window.isDestroyed() && window.webContents.isCrashed()) window.close()
    })
  })
  window.on('unresponsive', () => {
    log('page does not answer')
    void ask('The page does not answer.', `You can wait, or reload it. ${kept}`, 'Wait').then((again) => {
      if (!again) return
      isEndedHere = true
      window.webContents.forcefullyCrashRenderer()
      window.webContents.reload()
    })
  })
  window.on('responsive', () => {
    log('page answers again')
    question?.abort()
  })
}
