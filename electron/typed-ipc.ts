import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { hostCalls, isHostCallName, type Guarded, type HostCallName } from '../shared/host/host-calls.ts'
import type { HostEvent } from '../shared/host/host-events.ts'
import { isNotebookPage } from './app-protocol.ts'

/** What answers each call; every call of the list has an answer. */
export type CallHandlers = { readonly [K in HostCallName]: (args: Guarded<K>, event: IpcMainInvokeEvent) => unknown }

/**
 * The only way from the window into the main process: one channel, the calls of the list, from the notebook's own page only (not a frame in
 * it), with arguments that pass their guard. What is refused is logged by name and never carried out.
 */
export function answerCalls(handlers: CallHandlers, onRefused: (why: string) => void): void {
  ipcMain.handle('stromabook:call', (event, name: unknown, args: unknown) => {
    const refuse = (why: string): never => {
      onRefused(why)
      throw new Error(`refused: ${why}`)
    }
    const frame = event.senderFrame
    if (frame === null || frame.parent !== null || !isNotebookPage(frame.url)) return refuse('a call from a page that is not the notebook')
    if (!isHostCallName(name)) return refuse('a call that does not exist')
    const guard: (value: unknown) => boolean = hostCalls[name]
    if (!guard(args)) return refuse(`wrong arguments for ${name}`)
    const handler = handlers[name] as (value: unknown, from: IpcMainInvokeEvent) => unknown
    return handler(args, event)
  })
}

/** The only way from the main process into the window: one channel, the events of the list. */
export function sendEvent(window: BrowserWindow, event: HostEvent): void {
  if (!window.isDestroyed()) window.webContents.send('stromabook:event', event)
}
