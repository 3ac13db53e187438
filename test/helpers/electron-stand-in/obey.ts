import type { EventEmitter } from 'node:events'
import { report, type Command } from './control.ts'
import { windows } from './stand-in-browser-window.ts'
import { answers, pressButton } from './stand-in-dialogs.ts'
import { chooseMenu } from './stand-in-menu.ts'
import { testListensNow } from './stand-in-state.ts'

export type PermissionHandler = (contents: unknown, permission: string, callback: (granted: boolean) => void) => void
export type PermissionCheck = (contents: unknown, permission: string, origin: string) => boolean
export type DeviceCheck = (details: { readonly deviceType: string; readonly origin: string }) => boolean
type Guards = { readonly request: PermissionHandler | undefined; readonly check: PermissionCheck | undefined; readonly device: DeviceCheck | undefined }

/** Does what the test tells: what a person, the system or Chromium would do to the program. */
export function obey(message: unknown, app: EventEmitter, guards: Guards): void {
  const command = message as Command
  const [window] = windows
  switch (command.do) {
    case 'begin':
      testListensNow()
      break
    case 'answer-open':
      answers.open = command.paths
      break
    case 'answer-save':
      answers.save = command.path
      break
    case 'press-button':
      pressButton(command.button)
      break
    case 'close':
      window?.close()
      break
    case 'open-file':
      app.emit('open-file', { preventDefault: () => undefined }, command.path)
      break
    case 'choose-menu':
      chooseMenu(command.labels)
      break
    case 'place-window':
      window?.placeAsPerson(command)
      break
    case 'crash-page':
      void window?.webContents.endProcess()
      break
    case 'ask-permission': {
      const { permission, url } = command
      guards.request?.({ getURL: () => url }, permission, (granted) => { report({ say: 'permission', permission, granted }) })
      break
    }
    case 'check-permission':
      report({ say: 'permission-check', permission: command.permission, granted: guards.check?.(null, command.permission, command.url) ?? true })
      break
    case 'ask-device':
      report({ say: 'device', sort: command.sort, granted: guards.device?.({ deviceType: command.sort, origin: command.url }) ?? true })
      break
    case 'show-certificate': {
      let prevented = false
      let trusted = true
      app.emit('certificate-error', { preventDefault: () => { prevented = true } }, {}, command.url, 'net::ERR_CERT_AUTHORITY_INVALID', {}, (answer: boolean) => { trusted = answer })
      report({ say: 'certificate', prevented, trusted })
      break
    }
    case 'attach-web-view': {
      let prevented = false
      window?.webContents.emit('will-attach-webview', { preventDefault: () => { prevented = true } }, {}, {})
      report({ say: 'web-view', prevented })
      break
    }
  }
}
