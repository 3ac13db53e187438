import { attention, type Due } from '../../../shared/domain/attention/attention.ts'
import { findingsOf } from '../../../shared/domain/consistency/findings.ts'
import type { Finding } from '../../../shared/domain/estimate.ts'
import type { Notebook } from '../../../shared/records/notebook.ts'

/** What needs attention in the whole notebook: what is due, and what does not fit together, gravest first. */
export type AttentionAnswer = { readonly due: readonly Due[]; readonly findings: readonly Finding[] }

/** Looks at every record, which takes a while in a large notebook: for a worker nobody types against. */
export function attentionAnswer(notebook: Notebook, now: string): AttentionAnswer {
  return { due: attention(notebook, now), findings: findingsOf(notebook) }
}
