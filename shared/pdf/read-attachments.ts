import { fail, ok } from '../util/result.ts'
import type { Result } from '../util/result.ts'
import type { PdfLoading, PdfReader } from './pdf-reader.ts'
import { sniffPdf } from './sniff-pdf.ts'

/** A file found inside a PDF. The media type is not given: pdf.js does not pass it on. */
export type PdfAttachment = {
  /** Plain file name without folders; not necessarily unique. */
  readonly name: string
  readonly description?: string
  readonly bytes: Uint8Array
}

/** Why attachments could not be read. `message` says what happened and what to do. */
export type PdfReadFailure = {
  readonly kind: 'empty' | 'not-a-pdf' | 'too-large' | 'incomplete' | 'encrypted' | 'damaged' | 'attachment-damaged' | 'attachments-too-large'
  readonly message: string
}

/** Limits against files that would fill the memory, in bytes. */
export type PdfReadLimits = { readonly maxPdfBytes: number; readonly maxAttachmentBytes: number }

/** 256 MB for the PDF and for all attachments together. */
export const DEFAULT_PDF_READ_LIMITS: PdfReadLimits = { maxPdfBytes: 256 * 1024 * 1024, maxAttachmentBytes: 256 * 1024 * 1024 }

const END_SEARCHED_BYTES = 2048

/**
 * Reads the files embedded in a PDF, in the order of its name tree; an empty list when it has none. The input is not changed.
 *
 * Fails with a reason when the bytes are empty, no PDF, larger than the limit, cut off (no end mark in the last 2,048 bytes: pdf.js would
 * return what is left of an attachment without a word), encrypted with a password, damaged beyond reading, or when an attachment has no
 * content. Attachments are unpacked before their size can be checked, so the limit on them bounds the result, not the memory in between.
 * Never rejects because of the content of the file.
 */
export async function readAttachments(
  reader: PdfReader,
  bytes: Uint8Array,
  limits: PdfReadLimits = DEFAULT_PDF_READ_LIMITS,
): Promise<Result<readonly PdfAttachment[], PdfReadFailure>> {
  const refusal = refuseEarly(bytes, limits)
  if (refusal) return fail(refusal)
  let loading: PdfLoading | undefined
  try {
    // pdf.js takes the memory it is given away from its owner: hand it a copy.
    loading = reader.getDocument({
      data: new Uint8Array(bytes),
      verbosity: 0,
      isEvalSupported: false,
      enableXfa: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      useWorkerFetch: false,
    })
    const document = await loading.promise
    return collect(await document.getAttachments(), limits)
  } catch (error) {
    return fail(failureOf(error))
  } finally {
    await loading?.destroy().catch(() => undefined)
  }
}

function refuseEarly(bytes: Uint8Array, limits: PdfReadLimits): PdfReadFailure | null {
  if (bytes.length === 0) {
    return { kind: 'empty', message: 'The file is empty (0 bytes). It was probably not copied to the end; get it again from where it came.' }
  }
  if (!sniffPdf(bytes)) return { kind: 'not-a-pdf', message: 'The file is not a PDF: the mark every PDF begins with is missing. Choose the report PDF.' }
  if (bytes.length > limits.maxPdfBytes) {
    return {
      kind: 'too-large',
      message: `The PDF has ${megabytes(bytes.length)} MB; up to ${megabytes(limits.maxPdfBytes)} MB are read. Use the .eln file of the report instead.`,
    }
  }
  if (!hasEndMark(bytes)) {
    return { kind: 'incomplete', message: 'The PDF is cut off: its end mark is missing. It was probably not copied to the end; get it again from where it came.' }
  }
  return null
}

function hasEndMark(bytes: Uint8Array): boolean {
  const mark = [0x25, 0x25, 0x45, 0x4f, 0x46] // %%EOF
  for (let start = bytes.length - mark.length; start >= Math.max(0, bytes.length - END_SEARCHED_BYTES); start--) {
    if (mark.every((byte, offset) => bytes[start + offset] === byte)) return true
  }
  return false
}

function collect(found: unknown, limits: PdfReadLimits): Result<readonly PdfAttachment[], PdfReadFailure> {
  if (typeof found !== 'object' || found === null) return ok([])
  const attachments: PdfAttachment[] = []
  let total = 0
  for (const entry of Object.values(found)) {
    const name = textOf(entry, 'filename') || 'unnamed'
    const content = partOf(entry, 'content')
    if (!(content instanceof Uint8Array)) {
      return fail({ kind: 'attachment-damaged', message: `The PDF names an attached file "${name}" but does not contain it. Get the PDF again from where it came.` })
    }
    total += content.length
    if (total > limits.maxAttachmentBytes) {
      return fail({ kind: 'attachments-too-large', message: `The files attached to the PDF have more than ${megabytes(limits.maxAttachmentBytes)} MB and were not read.` })
    }
    const description = textOf(entry, 'description')
    attachments.push({ name, ...(description === '' ? {} : { description }), bytes: content })
  }
  return ok(attachments)
}

function failureOf(error: unknown): PdfReadFailure {
  if (textOf(error, 'name') === 'PasswordException') {
    return { kind: 'encrypted', message: 'The PDF is locked with a password. Save it without password protection, or ask its author for the original, and open that.' }
  }
  const detail = textOf(error, 'message')
  return {
    kind: 'damaged',
    message: `The PDF is damaged and cannot be read${detail === '' ? '' : ` (${detail})`}. Get it again from where it came, or use the .eln file of the report.`,
  }
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function textOf(value: unknown, name: string): string {
  const part = partOf(value, name)
  return typeof part === 'string' ? part : ''
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1)
}
