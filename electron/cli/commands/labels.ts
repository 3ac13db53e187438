import { makeNotebook, nameOf } from '../../../shared/records/notebook.ts'
import { carriesLabel, labelContent, labelledKinds } from '../../../shared/reports/labels/label-content.ts'
import { labelFormat, labelFormats } from '../../../shared/reports/labels/label-format.ts'
import { labelSheets } from '../../../shared/reports/labels/label-sheets.ts'
import { renderPdf } from '../../../shared/pdf/render-pdf.ts'
import { CommandFailure, exitCodes, type ExitCode } from '../exit-codes.ts'
import { localInstant } from '../local-time.ts'
import { hasProblems, openNotebook } from '../open-notebook.ts'
import { loadPdfEngine } from '../pdf-engine.ts'
import { loadPdfFonts } from '../pdf-fonts.ts'
import { message, print } from '../terminal.ts'
import { refuseExisting, writeOutput } from '../write-output.ts'

export type LabelOptions = { readonly out: string; readonly format: string; readonly copies: number; readonly skip: number; readonly outlines: boolean; readonly replace: boolean }

/** Labels with QR codes of the named records, in the order named, as one PDF. */
export async function labelsCommand(file: string, codes: readonly string[], options: LabelOptions): Promise<ExitCode> {
  const format = labelFormat(options.format)
  if (format === undefined) throw new CommandFailure(exitCodes.usage, `there is no label format ${options.format}; there are:\n${labelFormats.map((f) => `  ${f.name}  ${f.title}`).join('\n')}`)
  const loaded = await openNotebook(file)
  const notebook = makeNotebook(loaded.records)
  const records = codes.map((code) => {
    const named = notebook.records.filter((r) => nameOf(r) === code.normalize('NFC'))
    const record = named.find(carriesLabel)
    if (record === undefined) throw new CommandFailure(exitCodes.usage, named.length === 0 ? `there is no record ${code}` : `${code} is a ${named[0]?.kind ?? ''}, which carries no label; labels are for ${labelledKinds.join(', ')}`)
    return record
  })
  await refuseExisting(options.out, options.replace)
  const labels = records.flatMap((record) => Array.from({ length: options.copies }, () => labelContent(notebook, record)))
  const bytes = await renderPdf(loadPdfEngine(), {
    build: () => labelSheets({ format, labels, skip: options.skip, outlines: options.outlines }),
    fonts: await loadPdfFonts(),
    metadata: { title: `Labels ${codes.join(', ')}`, subject: format.title, language: 'en-GB', createdAt: localInstant() },
    onMissingCharacters: (missing) => { message(`notice: the typeface has no sign for ${missing.join(' ')}; they print as boxes`) },
  })
  await writeOutput(options.out, bytes)
  print(`${options.out}  ${String(labels.length)} ${labels.length === 1 ? 'label' : 'labels'}, ${format.title}`)
  return hasProblems(loaded) ? exitCodes.errorsFound : exitCodes.done
}
