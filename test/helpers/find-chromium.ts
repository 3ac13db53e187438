import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What Chromium needs to run anywhere, in containers without a display and without a network as well. */
export const chromiumArguments: readonly string[] = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Path of an installed Chrome, Chromium or Edge; else the one from the package registry, unpacked on first use. STROMABOOK_CHROMIUM names another
 * one, or says `packaged` for that of the registry where another is installed.
 */
export async function findChromium(): Promise<string> {
  const wanted = process.env['STROMABOOK_CHROMIUM']
  if (wanted !== undefined && wanted !== '' && wanted !== 'packaged') return wanted
  const folders = (process.env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':')
  const installed = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find((path) => existsSync(path))
  if (installed !== undefined && wanted !== 'packaged') return installed
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
