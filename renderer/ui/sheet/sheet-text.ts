import { blankStates } from '../../../shared/records/fields.ts'
import { isBlank } from '../../../shared/records/blank.ts'
import type { FormField } from '../../../shared/records/form-fields.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { readDate } from '../../../shared/util/read-date.ts'
import { readNumber } from '../../../shared/util/read-number.ts'
import { fail, ok, type Result } from '../../../shared/util/result.ts'

/** Records that references of a sheet may name: by code, and back. */
export type CodeBook = { readonly idOf: (code: string) => string | undefined; readonly codeOf: (id: string) => string | undefined }

/** Words for the three ways to have no value, as they are shown and may be typed or pasted. */
const blankWord = { unknown: 'unknown', 'not-measured': 'not measured', 'not-applicable': 'not applicable' } as const

/** A field's value as it stands in a cell. What could not be read stands as it was typed. */
export function cellTextOf(value: unknown, field: FormField, codes?: CodeBook): string {
  if (value === undefined || value === null) return ''
  if (isBlank(value)) return blankWord[value.blank]
  if (field.type === 'reference' && typeof value === 'string') return codes?.codeOf(value) ?? value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? (field.type === 'date' ? value.replace('T', ' ') : value) : typeof value === 'number' ? String(value) : ''
}

/**
 * What a cell's text means for a field: a value, a blank state, nothing (undefined).
 * @returns why it cannot be read, in words.
 */
export function readCell(typed: string, field: FormField, codes?: CodeBook): Result<unknown> {
  const text = typed.trim().normalize('NFC')
  if (text === '') return ok(undefined)
  const blank = field.blankable ? blankStates.find((state) => blankWord[state] === text.toLowerCase() || state === text.toLowerCase()) : undefined
  if (blank !== undefined) return ok({ blank })
  switch (field.type) {
    case 'number':
      return readNumber(text)
    case 'date':
      return readDate(text)
    case 'choice': {
      const found = field.options.find((o) => o.toLowerCase() === text.toLowerCase())
      return found === undefined ? fail(`"${text}" is not one of ${field.options.join(', ')}`) : ok(found)
    }
    case 'yes-no':
      return /^(yes|y|true|1)$/i.test(text) ? ok(true) : /^(no|n|false|0)$/i.test(text) ? ok(false) : fail(`"${text}" is neither yes nor no`)
    case 'reference': {
      const id = codes?.idOf(text)
      return id === undefined ? fail(`there is no ${field.label.toLowerCase()} ${text} in this notebook`) : ok(id)
    }
    case 'text':
    case 'term':
    case 'instant':
    case 'number-list':
    case 'group':
    case 'collection':
    case 'variants':
      return ok(text)
    default:
      return assertNever(field)
  }
}
