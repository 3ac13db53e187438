/** Where app:// pages live in Chromium: an https origin that does not exist, which is a secure context with storage of its own. */
export const standInOrigin = 'https://notebook.stand-in'

/** An address of Chromium as Electron would say it. */
export function toApp(url: string): string {
  return url.replace(standInOrigin, 'app://notebook')
}

/** An address of Electron as Chromium has it here. */
export function toStandIn(url: string): string {
  return url.replace('app://notebook', standInOrigin)
}
