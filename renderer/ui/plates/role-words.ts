import type { WellRole } from '../../../shared/records/plate.ts'

/** Roles of wells in words, and short for the plate. */
export const roleWords: Readonly<Record<WellRole, { readonly long: string; readonly short: string }>> = {
  sample: { long: 'Sample: responders with MSC', short: 'sample' },
  'stimulated-control': { long: 'Stimulated control (no MSC)', short: 'stim.' },
  'unstimulated-control': { long: 'Unstimulated control', short: 'unstim.' },
  'msc-alone': { long: 'MSC alone', short: 'MSC' },
  blank: { long: 'Blank (medium only)', short: 'blank' },
  'solvent-control': { long: 'Solvent control', short: 'solvent' },
  'inhibitor-control': { long: 'Inhibitor without MSC', short: 'inhib.' },
  'msc-with-inhibitor': { long: 'MSC with inhibitor', short: 'MSC+inh.' },
  'stimulator-alone': { long: 'Stimulator cells alone', short: 'stimulator' },
  'drug-control': { long: 'Drug control', short: 'drug' },
  'cell-control': { long: 'Control cells that are no MSC', short: 'cells' },
  'spontaneous-release': { long: 'Targets alone (spontaneous release)', short: 'spont.' },
  'maximum-release': { long: 'Targets lysed (maximum release)', short: 'max.' },
  empty: { long: 'Empty', short: 'empty' },
}
