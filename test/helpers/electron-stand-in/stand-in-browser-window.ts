import { EventEmitter } from 'node:events'
import { report } from './control.ts'
import { StandInContents } from './stand-in-contents.ts'
import { openPage } from './stand-in-window.ts'

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type Options = { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number; readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload: string } }

/** Windows that are open. */
export const windows: StandInWindow[] = []
const looksEveryMs = 500
const answersWithinMs = 4000

/** A window; `onMade` and `onAllClosed` are the program's own events. */
export class StandInWindow extends EventEmitter {
  static onMade: (contents: StandInContents) => void = () => undefined
  static onAllClosed: () => void = () => undefined
  static getAllWindows(): readonly StandInWindow[] { return windows }
  static getFocusedWindow(): StandInWindow | null { return windows[0] ?? null }
  static fromWebContents(contents: unknown): StandInWindow | null { return windows.find((w) => w.webContents === contents) ?? null }

  readonly webContents = new StandInContents()
  readonly #options: Options
  #bounds: Bounds
  #maximised = false

  constructor(options: Options) {
    super()
    this.#options = options
    this.#bounds = { x: options.x ?? 10, y: options.y ?? 10, width: options.width, height: options.height }
    windows.push(this)
    StandInWindow.onMade(this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    const { webPreferences, ...place } = this.#options
    report({ say: 'window', preferences: webPreferences, place, maximised: this.#maximised })
    await openPage(this.webContents, url, webPreferences.preload)
    this.emit('ready-to-show')
    void this.#watch()
  }

  show(): void { /* Pages here have no frame to show. */ }
  maximize(): void { this.#maximised = true }
  isMaximized(): boolean { return this.#maximised }
  isMinimized(): boolean { return false }
  isDestroyed(): boolean { return !windows.includes(this) }
  restore(): void { /* Never minimised. */ }
  focus(): void { report({ say: 'focus' }) }
  getNormalBounds(): Bounds { return this.#bounds }
  close(): void { void this.closeAsPerson() }

  /** Moved and sized by the person. */
  placeAsPerson({ x, y, width, height, maximised }: Bounds & { readonly maximised: boolean }): void {
    this.#bounds = { x, y, width, height }
    this.#maximised = maximised
  }

  async closeAsPerson(): Promise<void> {
    this.emit('close')
    windows.splice(windows.indexOf(this), 1)
    await this.webContents.context?.close()
    this.emit('closed')
    if (windows.length === 0) StandInWindow.onAllClosed()
  }

  /** Asks the page again and again whether it moves, as Chromium does with input. */
  async #watch(): Promise<void> {
    let answers = true
    while (!this.isDestroyed()) {
      const { page } = this.webContents
      const moves = page?.evaluate('1').then(() => true, () => true) ?? Promise.resolve(true)
      const inTime = await Promise.race([moves, after(answersWithinMs).then(() => false)])
      if (inTime !== answers && !this.webContents.isCrashed()) this.emit(inTime ? 'responsive' : 'unresponsive')
      answers = inTime
      if (!inTime) await Promise.race([moves, new Promise<void>((resolve) => page?.once('crash', () => { resolve() }))])
      await after(looksEveryMs)
    }
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
