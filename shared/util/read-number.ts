import { fail, ok, type Result } from './result.ts'

/**
 * A number as people type it: "1,5", "1.5", "2e5", "2 × 10^5", "-3". A comma is a decimal comma where it can be nothing else; "1,000" and
 * "1.000,5" mean different numbers in different countries and are refused.
 */
export function readNumber(typed: string): Result<number> {
  const text = typed.trim().replaceAll('−', '-').replace(/\s*[x×*]\s*10\s*\^?\s*(-?\d+)$/i, 'e$1').replace(/[\s\u00a0\u202f](?=\d{3}(\D|$))/g, '')
  if (/^-?\d+,\d{3}$/.test(text) || (text.includes(',') && text.includes('.'))) return fail(`"${typed.trim()}" can be read in two ways; write it without a thousands sign`)
  const plain = text.replace(',', '.')
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return fail(`"${typed.trim()}" is not a number`)
  const value = Number(plain)
  return Number.isFinite(value) ? ok(value) : fail(`"${typed.trim()}" is too large`)
}
