import { arch, cpus, freemem, release, totalmem } from 'node:os'
import { app } from 'electron'
import type { HostDiagnostics } from '../shared/host/host.ts'
import type { ProgramSettings } from './settings-file.ts'

const megabyte = 1024 * 1024

/** What the desktop program knows of itself and the machine: nothing that names a person, a folder or a file. */
export function programFacts({ backupFolder, window }: ProgramSettings): HostDiagnostics['facts'] {
  return {
    packaged: app.isPackaged, platform: process.platform, release: release(), architecture: arch(), electron: process.versions.electron, chromium: process.versions['chrome'] ?? null, node: process.versions.node,
    processors: cpus().length, memoryMegabytes: Math.round(totalmem() / megabyte), freeMegabytes: Math.round(freemem() / megabyte), language: app.getLocale(),
    backupFolderChosen: backupFolder !== null, windowWidth: window.width, windowHeight: window.height, windowMaximised: window.maximised,
  }
}
