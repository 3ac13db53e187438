import { isAbsolute, resolve } from 'node:path'

/** The notebook file a program was started with (double click on a .eln), as an absolute path; null without one. Options are never files. */
export function startFileOf(argv: readonly string[], folder = process.cwd()): string | null {
  const file = argv.findLast((arg) => !arg.startsWith('-') && /\.eln$/i.test(arg))
  return file === undefined ? null : isAbsolute(file) ? file : resolve(folder, file)
}
