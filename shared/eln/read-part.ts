import { fail, ok, type Result } from '../util/result.ts'
import { sha256Hasher } from '../util/sha256.ts'
import { ArchiveStop, reason, type ArchiveReason } from './archive-reason.ts'
import type { OpenPart } from './open-archive-types.ts'
import type { ZipMember } from './zip-input.ts'

/**
 * Unpacks one part, counting and hashing what really comes out, and stops as soon as it is more than the index says.
 * The pieces are passed on before the hash is known: what is made of them counts only if the result is ok.
 * @returns nothing, or the reason: damaged, another size or hash than in the index, aborted, the medium failed; whatever `ArchiveStop` `onChunk` throws.
 */
export async function readPart(part: OpenPart, onChunk: (chunk: Uint8Array) => void | Promise<void>, signal?: { readonly aborted: boolean }): Promise<Result<null, ArchiveReason>> {
  const where = { part: part.path }
  const hasher = sha256Hasher()
  let size = 0
  try {
    if (part.member.size !== part.size) return fail(reason('part-size', `The part has ${part.member.size} bytes, the index says ${part.size}. It was changed or damaged.`, where))
    await part.member.read(async (chunk) => {
      if (signal?.aborted === true) throw new ArchiveStop(reason('aborted', 'The reading was cancelled.', where))
      size += chunk.length
      if (size > part.size) throw new ArchiveStop(reason('part-size', `The part is larger than the ${part.size} bytes the index says. It was changed or damaged.`, where))
      hasher.update(chunk)
      await onChunk(chunk)
    })
  } catch (error) {
    if (error instanceof ArchiveStop) return fail({ ...error.reason, ...where })
    throw error
  }
  if (size !== part.size) return fail(reason('part-size', `The part ends after ${size} of ${part.size} bytes.`, where))
  if (hasher.hex() !== part.sha256) return fail(reason('part-hash', 'The content of the part does not match its hash in the index: it was changed or damaged.', where))
  return ok(null)
}

/** Unpacks a small file of the archive whole, as text. Returns the text with the SHA-256 of its bytes, or why there is none. */
export async function readDocument(member: ZipMember, maxBytes: number): Promise<Result<{ readonly text: string; readonly sha256: string }, ArchiveReason>> {
  const part = member.name.slice(member.name.indexOf('/') + 1)
  const hasher = sha256Hasher()
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let size = 0
  let text = ''
  try {
    await member.read((chunk) => {
      size += chunk.length
      if (size > maxBytes) throw new ArchiveStop(reason('too-large', `The part is larger than ${maxBytes} bytes, the limit set here.`, { part }))
      hasher.update(chunk)
      text += decode(() => decoder.decode(chunk, { stream: true }), part)
    })
    text += decode(() => decoder.decode(), part)
  } catch (error) {
    if (error instanceof ArchiveStop) return fail({ ...error.reason, part })
    throw error
  }
  return ok({ text, sha256: hasher.hex() })
}

function decode(run: () => string, part: string): string {
  try {
    return run()
  } catch {
    throw new ArchiveStop(reason('not-utf8', 'The part is not valid UTF-8 text. The file is damaged; use another copy.', { part }))
  }
}
