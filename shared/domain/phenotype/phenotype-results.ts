import type { Estimate } from '../estimate.ts'

/** Verdict of one marker against its criterion: PASS or FAIL only when the counting interval lies on one side of it. */
export type MarkerVerdict = 'PASS' | 'FAIL' | 'UNCERTAIN' | 'NOT MEASURED'

export type MarkerResult = {
  readonly marker: string
  readonly criterion: string | null
  readonly alternativeGroup: string | null
  /** Percent positive with Wilson interval: counting error only, and labelled so. */
  readonly positive: Estimate
  /** The point criterion as a standard states it, beside the interval verdict. */
  readonly pointCriterionMet: boolean | null
  readonly verdict: MarkerVerdict
  readonly gate: string
  readonly notes: readonly string[]
}

export type PanelResult = {
  readonly testId: string
  readonly passageCode: string
  readonly performedAt: string | null
  readonly panelName: string
  readonly standing: 'standard' | 'indicative' | 'lab'
  readonly markers: readonly MarkerResult[]
  /** Of the panel as a whole; indicative panels say so in `standing` and never pass a standard. */
  readonly verdict: MarkerVerdict
  readonly missing: readonly string[]
  readonly simulated: boolean
}

export type LineageResult = { readonly lineage: 'adipogenic' | 'osteogenic' | 'chondrogenic' | 'other'; readonly verdict: MarkerVerdict; readonly passageCode: string | null; readonly detail: string }

/** ISCT 2006 minimal criteria (Dominici et al., Cytotherapy 8:315): adherence, markers, trilineage. Human cells only. */
export type IsctResult = {
  readonly applicable: boolean
  readonly why: string
  readonly items: readonly { readonly item: string; readonly verdict: MarkerVerdict; readonly detail: string }[]
  readonly overall: MarkerVerdict | 'NOT APPLICABLE'
}

export type PhenotypeResults = { readonly panels: readonly PanelResult[]; readonly lineages: readonly LineageResult[]; readonly isct: IsctResult; readonly nomenclature: readonly string[] }
