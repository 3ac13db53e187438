import { z } from 'zod'
import { header, humanCode } from './header.ts'
import { amount, choice, keyed, number, optionalRef, plainText, refTo, term, text } from './fields.ts'

/** Person or animal the cells came from. Pseudonymous: whatever could identify a person lives in donor-private. */
export const donorSchema = z.strictObject({
  ...header('donor'),
  code: humanCode,
  species: term('species', 'Species', 'Criteria, relations and reagents depend on it.'),
  strain: text('Strain', 'With the recipient strain it decides syngeneic or allogeneic.'),
  substrain: text('Substrain', 'Substrains of one strain can differ at functional loci.'),
  genotype: text('Genotype', 'Knock-outs and transgenes of the donor change what its cells do.'),
  supplier: text('Supplier'),
  sex: choice('Sex', ['female', 'male', 'mixed'], 'Male cells in female recipients carry H-Y antigens.'),
  age: amount('Age at collection', ''),
  ageUnit: choice('Unit of age', ['days', 'weeks', 'months', 'years']),
  bodyMassIndex: amount('Body mass index', 'kg/m²'),
  healthStatus: text('Health status', 'Disease and its treatment change stromal cells.'),
  medication: text('Medication'),
  serology: text('Serology and infection status'),
  mhc: keyed({ locus: plainText(), alleles: plainText(), method: plainText().exactOptional() }).exactOptional(),
  haplotype: text('MHC haplotype', 'H-2 haplotype of mice; decides the degree of mismatch.'),
  microbiologicalStatus: text('Microbiological status of the colony'),
  consentPermitId: optionalRef('permit', 'Consent'),
  parity: number('Number of pregnancies', { impossibleBelow: 0 }),
})
export type Donor = z.infer<typeof donorSchema>

/** Sensitive facts of a donor, with a random salt so that its hash gives nothing away; can be left out or redacted. */
export const donorPrivateSchema = z.strictObject({
  ...header('donor-private'),
  donorId: refTo('donor'),
  /** At least 128 random bits, hexadecimal. */
  salt: z.string().regex(/^[0-9a-f]{32,}$/, 'must be at least 32 hexadecimal digits'),
  identifiers: keyed({ system: plainText(), value: plainText() }).exactOptional(),
  dateOfBirth: text('Date of birth'),
  clinicalNotes: text('Clinical notes'),
  contact: text('Contact'),
})
export type DonorPrivate = z.infer<typeof donorPrivateSchema>
