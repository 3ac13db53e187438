import { fail, ok, type Result } from '../util/result.ts'

/** A link that may leave the notebook: an absolute https address without name and password; else why not. */
export function safeLink(url: string): Result<string> {
  const match = /^https:\/\/([^/?#\s@\\]+)([/?#]\S*)?$/i.exec(url)
  if (match === null) return fail('only complete https addresses are opened')
  return ok(url)
}
