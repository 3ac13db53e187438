import { z } from 'zod'
import { header } from './header.ts'
import { plainText, text } from './fields.ts'

/** The lab's own term of a vocabulary. */
export const vocabularyTermSchema = z.strictObject({
  ...header('vocabulary-term'),
  vocabulary: plainText(),
  term: plainText(),
  definition: text('Definition'),
  ontologyId: text('Ontology id'),
})
export type VocabularyTerm = z.infer<typeof vocabularyTermSchema>
