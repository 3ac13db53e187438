import type { FileChoice, Host, HostProblem, PickedFile } from '../../shared/host/host.ts'
import { safeLink } from '../../shared/host/safe-link.ts'
import { fail, ok, type Result } from '../../shared/util/result.ts'
import { browserBackups } from './browser-backups.ts'
import { browserFacts } from './browser-facts.ts'
import { browserLog } from './browser-log.ts'
import { hostFailure } from './host-failure.ts'
import { launchedFiles } from './launched-files.ts'
import { offlineProgram } from './offline.ts'
import { pickedFile } from './picked-file.ts'

/** The notebook in a plain browser: files through dialogues and downloads, backups through a folder handle where there is one. */
export function browserHost(appVersion: string, offlineScript = ''): Host {
  const launched = launchedFiles()
  const offline = offlineProgram(offlineScript)
  return {
    facts: { host: 'browser', appVersion, system: navigator.userAgent },
    saveFile,
    openFiles,
    backups: browserBackups(),
    openLink: (url) => {
      const link = safeLink(url)
      if (!link.ok) return Promise.resolve(fail({ kind: 'denied', message: link.error }))
      window.open(link.value, '_blank', 'noopener,noreferrer')
      return Promise.resolve(ok(null))
    },
    fileToOpen: launched.take,
    listen: (listener) => {
      const stops = [launched.listen(listener), offline.listen(listener)]
      return () => { for (const stop of stops) stop() }
    },
    applyUpdate: offline.apply,
    // A tab has no menu of its own; the palette and the shortcuts reach everything.
    showMenu: () => Promise.resolve(),
    noteFault: async (fault) => { browserLog.fault(fault) },
    diagnostics: async () => ({ facts: await browserFacts(), log: browserLog.lines() }),
  }
}

async function saveFile(suggestedName: string, mediaType: string, bytes: Uint8Array): Promise<Result<string, HostProblem>> {
  const blob = new Blob([bytes.slice()], { type: mediaType })
  try {
    if (window.showSaveFilePicker !== undefined) {
      const handle = await window.showSaveFilePicker({ suggestedName })
      const stream = await handle.createWritable()
      await stream.write(blob)
      await stream.close()
      return ok(handle.name)
    }
  } catch (error) {
    return fail(hostFailure(error, `The file ${suggestedName}`))
  }
  const address = URL.createObjectURL(blob)
  const anchor = Object.assign(document.createElement('a'), { href: address, download: suggestedName })
  anchor.click()
  // The download reads the address after the click has returned.
  setTimeout(() => { URL.revokeObjectURL(address) }, 60_000)
  return ok(suggestedName)
}

function openFiles(choice: FileChoice): Promise<Result<readonly PickedFile[], HostProblem>> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: choice.several, accept: choice.endings.map((e) => `.${e}`).join(',') })
    input.addEventListener('cancel', () => { resolve(fail({ kind: 'cancelled', message: 'Cancelled; nothing was done.' })) })
    input.addEventListener('change', () => { resolve(ok([...(input.files ?? [])].map(pickedFile))) })
    input.click()
  })
}
