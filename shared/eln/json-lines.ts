import { canonicalJson } from '../util/canonical-json.ts'
import { reason, type ArchiveReason } from './archive-reason.ts'

const encoder = new TextEncoder()
const LINE_FEED = 0x0a

/** Values as JSONL in pieces of about `pieceChars`: canonical JSON (RFC 8785), UTF-8, one value per line, each ended by a line feed. */
export async function* encodeJsonLines(values: Iterable<unknown> | AsyncIterable<unknown>, pieceChars = 65_536): AsyncGenerator<Uint8Array> {
  let piece = ''
  for await (const value of values) {
    piece += `${canonicalJson(value)}\n`
    if (piece.length < pieceChars) continue
    yield encoder.encode(piece)
    piece = ''
  }
  if (piece !== '') yield encoder.encode(piece)
}

/** Takes JSONL as it is unpacked. */
export type JsonLineDecoder = {
  push(chunk: Uint8Array): void
  /** Call after the last chunk: a last line without line feed counts. */
  end(): void
}

export type JsonLineHandlers = {
  onValue(value: unknown, line: number): void
  /** A line that was refused; the lines after it still come. */
  onRefused(why: ArchiveReason): void
}

/**
 * Cuts bytes into lines and reads each as JSON, holding one line at a time. A line is refused if it is longer than `lineBytes`, is not
 * UTF-8, not JSON, or not canonical: text that is not canonical can mean something else than it says (a key given twice, a number with
 * more digits than a computer keeps).
 */
export function jsonLineDecoder(part: string, lineBytes: number, handlers: JsonLineHandlers): JsonLineDecoder {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let pieces: Uint8Array[] = []
  let held = 0
  let line = 0
  let tooLong = false

  const hold = (bytes: Uint8Array): void => {
    held += bytes.length
    if (held > lineBytes) {
      tooLong = true
      pieces = []
    } else if (bytes.length > 0) pieces.push(bytes)
  }
  const finishLine = (): void => {
    line++
    const bytes = pieces.length === 1 ? pieces[0] ?? new Uint8Array(0) : joined(pieces)
    const wasTooLong = tooLong
    pieces = []
    held = 0
    tooLong = false
    const refuse = (why: ArchiveReason): void => {
      handlers.onRefused({ ...why, part, line })
    }
    if (wasTooLong) {
      refuse(reason('line-too-long', `The line is longer than ${lineBytes} bytes and was not read.`))
      return
    }
    const read = readLine(bytes, decoder)
    if ('why' in read) refuse(read.why)
    else handlers.onValue(read.value, line)
  }
  return {
    push: (chunk) => {
      let from = 0
      for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
        hold(chunk.subarray(from, to))
        finishLine()
        from = to + 1
      }
      // Copied: the caller may reuse its buffer.
      if (from < chunk.length) hold(chunk.slice(from))
    },
    end: () => {
      if (held > 0) finishLine()
    },
  }
}

function readLine(bytes: Uint8Array, decoder: TextDecoder): { readonly value: unknown } | { readonly why: ArchiveReason } {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return { why: reason('not-utf8', 'The line is not valid UTF-8 text; the file is damaged or was edited.') }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { why: reason('not-json', `The line is not valid JSON (${error instanceof Error ? error.message.slice(0, 120) : 'unknown'}).`) }
  }
  try {
    if (canonicalJson(value) === text) return { value }
  } catch {
    // Falls through: what has no canonical form is not canonical.
  }
  return { why: reason('not-canonical', 'The line is not canonical JSON (RFC 8785): keys out of order or given twice, a number that would lose digits, a damaged character, or spaces. It was edited or written by another program.') }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const p of pieces) {
    all.set(p, at)
    at += p.length
  }
  return all
}
