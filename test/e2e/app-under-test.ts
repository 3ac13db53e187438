import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** The notebook as a person has it, whatever it runs in: started, looked at, closed, started again with what it kept. */
export type AppUnderTest = {
  readonly start: () => Promise<Page>
  /** Closes it as a person would; what it stored stays. */
  readonly stop: () => Promise<void>
  /** Saves through a click on a button, and gives name and content of the file. */
  readonly saved: (page: Page, click: () => Promise<void>) => Promise<{ readonly name: string; readonly bytes: Buffer }>
  /** Chooses a file in the dialogue that a click opens. */
  readonly opened: (page: Page, file: { readonly name: string; readonly bytes: Buffer }, click: () => Promise<void>) => Promise<void>
  /** Everything the page said that it should not have: errors, refused styles, faults. */
  readonly complaints: string[]
}

/** A folder for one profile, removed afterwards. */
export async function profileFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'stromabook-profile-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Collects what a page complains of. */
export function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`fault: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`)
  })
}
