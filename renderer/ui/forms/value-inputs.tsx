import { ActionIcon, Autocomplete, Select, Textarea, TextInput } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { isBlank } from '../../../shared/records/blank.ts'
import { termsOf } from '../../../shared/records/vocabularies.ts'
import { now as clockNow } from '../../app/clock.ts'
import { useLabTerms } from '../../app/queries.ts'
import type { InputProps } from './input-props.ts'
import { valueAt, withValue } from './form-value.ts'
import { labelOf, Labelled, reasonAt } from './labelled.tsx'
import { readNumber } from '../../../shared/util/read-number.ts'

const hints = { date: 'As precise as known: 2026, 2026-03, 2026-03-14, 2026-03-14T09:30', instant: '2026-03-14T09:30:00+01:00', 'number-list': 'Numbers with blanks between them' } as const

function described(props: InputProps) {
  const { field } = props
  const error = reasonAt(props)
  const hint = field.type === 'date' || field.type === 'instant' || field.type === 'number-list' ? hints[field.type] : ''
  const description = [field.why, hint].filter((t) => t !== '').join(' ')
  return { label: labelOf(props), ...(description === '' ? {} : { description }), ...(error === undefined ? {} : { error }), withAsterisk: field.required }
}

/** Free text; notes grow with what is typed. Lists of numbers are typed with blanks between them. */
export function TextField(props: InputProps) {
  const { field, path, value, onChange } = props
  const now = valueAt(value, path)
  const isTime = field.type === 'date' || field.type === 'instant'
  const text = typeof now === 'string' ? now : Array.isArray(now) ? now.join(' ') : ''
  const set = (typed: string): void => {
    const numbers = field.type === 'number-list' ? typed.trim().split(/\s+/).map(Number) : []
    const next = typed === '' ? (field.required && field.type === 'text' ? '' : undefined) : field.type === 'number-list' && numbers.every(Number.isFinite) ? numbers : typed
    onChange(withValue(value, path, next))
  }
  return (
    <Labelled {...props}>
      {(field.name === 'note' && path.length === 1) || field.name === 'text'
        ? <Textarea {...described(props)} autosize minRows={2} value={text} onChange={(e) => { set(e.currentTarget.value) }} />
        : <TextInput {...described(props)} value={text} onChange={(e) => { set(e.currentTarget.value) }} {...(isTime ? { rightSection: <ActionIcon variant="subtle" color="gray" aria-label={`${field.label}: now`} onClick={() => { set(field.type === 'date' ? clockNow().slice(0, 16) : clockNow()) }}><IconClock size={16} aria-hidden /></ActionIcon> } : {})} />}
    </Labelled>
  )
}

/** A number, typed as people type it; what cannot be read stays as it was typed, with the reason. */
export function NumberField(props: InputProps) {
  const { path, value, onChange } = props
  const now = valueAt(value, path)
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null || typed.trim() === '' ? null : readNumber(typed)
  const shown = typed ?? (typeof now === 'number' ? String(now) : typeof now === 'string' ? now : '')
  const set = (text: string): void => {
    setTyped(text)
    const next = readNumber(text)
    // Text that is no number yet goes into the form too, so that a draft keeps it and the door names it.
    onChange(withValue(value, path, text.trim() === '' ? undefined : next.ok ? next.value : text))
  }
  const unreadable = read !== null && !read.ok ? { error: read.error } : {}
  return <Labelled {...props}><TextInput {...described(props)} {...unreadable} inputMode="decimal" value={isBlank(now) ? '' : shown} onChange={(e) => { set(e.currentTarget.value) }} onBlur={() => { if (read === null || read.ok) setTyped(null) }} /></Labelled>
}

/** One of a closed list: chosen, or typed as far as it is told apart; typing that fits none or several chooses nothing. */
export function ChoiceInput({ options, ...props }: InputProps & { readonly options: readonly string[] }) {
  const now = valueAt(props.value, props.path)
  const [search, setSearch] = useState('')
  const set = (next: string | null): void => { props.onChange(withValue(props.value, props.path, next ?? undefined)) }
  const takeTyped = (): void => {
    const found = typedOption(options, search)
    if (found !== undefined && found !== now) set(found)
  }
  return <Labelled {...props}><Select {...described(props)} data={[...options]} value={typeof now === 'string' ? now : null} searchable searchValue={search} onSearchChange={setSearch} onBlur={takeTyped} clearable={!props.field.required} nothingFoundMessage={`One of ${options.join(', ')}`} onChange={set} /></Labelled>
}

/** The option that was typed out, or the only one that begins so. */
function typedOption(options: readonly string[], typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return undefined
  const begin = options.filter((o) => o.toLowerCase().startsWith(wanted))
  return options.find((o) => o.toLowerCase() === wanted) ?? (begin.length === 1 ? begin[0] : undefined)
}

/** A term of an open vocabulary: the lab's own first, then the built-in ones; anything may be typed. */
export function TermInput({ vocabulary, ...props }: InputProps & { readonly vocabulary: string }) {
  const now = valueAt(props.value, props.path)
  const own = useLabTerms(vocabulary)
  return <Labelled {...props}><Autocomplete {...described(props)} data={[...new Set([...own, ...termsOf(vocabulary).map((t) => t.term)])]} value={typeof now === 'string' ? now : ''} limit={60} onChange={(next) => { props.onChange(withValue(props.value, props.path, next === '' ? undefined : next)) }} /></Labelled>
}

/** Yes, no, or nothing. */
export function YesNoInput(props: InputProps) {
  const now = valueAt(props.value, props.path)
  return <Labelled {...props}><Select {...described(props)} data={['yes', 'no']} clearable value={now === true ? 'yes' : now === false ? 'no' : null} onChange={(next) => { props.onChange(withValue(props.value, props.path, next === null ? undefined : next === 'yes')) }} /></Labelled>
}
