import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { batchOfPreparation } from '../arthritis/experiments-of-batch.ts'

/** What a quality test was made on: passage, bank, vial or preparation, and the batch of its cells. */
export type TestSubject = { readonly name: string; readonly batchId: string | undefined }

/** The subject of a quality test, by name; "not in this file" and no batch where its record is missing. */
export function subjectOfTest(notebook: Notebook, test: RecordOf<'quality-test'>): TestSubject {
  const { subject } = test
  const ofBank = (id: string | undefined): string | undefined => notebook.get('passage', notebook.get('bank', id)?.passageId)?.batchId
  switch (subject.type) {
    case 'passage': {
      const passage = notebook.get('passage', subject.passageId)
      return named(passage, passage?.batchId)
    }
    case 'bank':
      return named(notebook.get('bank', subject.bankId), ofBank(subject.bankId))
    case 'vial': {
      const vial = notebook.get('vial', subject.vialId)
      return named(vial, ofBank(vial?.bankId))
    }
    case 'preparation': {
      const preparation = notebook.get('preparation', subject.preparationId)
      return named(preparation, preparation === undefined ? undefined : batchOfPreparation(notebook, preparation))
    }
  }
}

function named(record: { readonly kind: string; readonly code: string } | undefined, batchId: string | undefined): TestSubject {
  return { name: record === undefined ? 'not in this file' : `${record.kind} ${record.code}`, batchId }
}
