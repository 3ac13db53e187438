import { EventEmitter } from 'node:events'
import type { BrowserContext, Page } from '@playwright/test'
import type { RunningPreload } from './preload-runner.ts'
import { toApp } from './stand-in-address.ts'

type OpenHandler = (details: { readonly url: string }) => { readonly action: string }

/** Contents of a stand-in window: a real Chromium page that obeys the guards the program puts on it. */
export class StandInContents extends EventEmitter {
  page: Page | undefined
  context: BrowserContext | undefined
  preload: RunningPreload | undefined
  /** Opens the page again after its process ended; given by the window. */
  reopen: () => Promise<void> = () => Promise.resolve()
  openHandler: OpenHandler = () => ({ action: 'allow' })
  #crashed = false

  setWindowOpenHandler(handler: OpenHandler): void { this.openHandler = handler }
  getURL(): string { return this.page === undefined ? '' : toApp(this.page.url()) }
  isCrashed(): boolean { return this.#crashed }
  send(channel: string, ...args: readonly unknown[]): void { this.preload?.receive(channel, args) }

  reload(): void {
    if (this.#crashed) {
      this.#crashed = false
      void this.reopen()
    } else void this.page?.reload()
  }

  /** Ends the process of the page from outside, whatever the page is doing. */
  forcefullyCrashRenderer(): void {
    this.#crashed = true
    void this.endProcess()
  }

  async endProcess(): Promise<void> {
    const { context, page } = this
    if (context === undefined || page === undefined) return
    const session = await context.newCDPSession(page)
    // Never answered: who would answer is gone.
    void session.send('Page.crash').catch(() => undefined)
  }

  /** Told by the page's own event. */
  hasCrashed(): void {
    this.#crashed = true
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 })
  }
}
