/** A built-in term of a vocabulary; `ontologyId` where one was verified against the ontology. */
export type Term = { readonly term: string; readonly ontologyId?: string }
