import type { z } from 'zod'
import { administrationSchema } from './administration.ts'
import { allocationSchema } from './allocation.ts'
import { assaySchema } from './assay.ts'
import { attachmentSchema } from './attachment.ts'
import { bankSchema } from './bank.ts'
import { batchSchema } from './batch.ts'
import { differentiationTestSchema } from './differentiation-test.ts'
import { donorSchema, donorPrivateSchema } from './donor.ts'
import { drawSchema } from './draw.ts'
import { endpointMeasurementSchema } from './endpoint-measurement.ts'
import { equipmentSchema } from './equipment.ts'
import { experimentSchema } from './experiment.ts'
import { fieldDefinitionSchema } from './field-definition.ts'
import { labSettingsSchema } from './lab-settings.ts'
import { literatureStudySchema } from './literature-study.ts'
import { markerPanelSchema } from './marker-panel.ts'
import { mediatorMeasurementSchema } from './mediator-measurement.ts'
import { pairSchema } from './pair.ts'
import { passageSchema } from './passage.ts'
import { permitSchema } from './permit.ts'
import { personSchema } from './person.ts'
import { phenotypeTestSchema } from './phenotype-test.ts'
import { plateSchema } from './plate.ts'
import { preparationSchema } from './preparation.ts'
import { protocolSchema } from './protocol.ts'
import { qualityTestSchema } from './quality-test.ts'
import { reagentLotSchema } from './reagent-lot.ts'
import { referenceLotSchema } from './reference-lot.ts'
import { relationOverrideSchema } from './relation-override.ts'
import { responderLotSchema } from './responder-lot.ts'
import { sampleTubeSchema } from './sample-tube.ts'
import { scoreScaleSchema } from './score-scale.ts'
import { scoringSessionSchema } from './scoring-session.ts'
import { specificationSchema } from './specification.ts'
import { vialSchema } from './vial.ts'
import { vocabularyTermSchema } from './vocabulary-term.ts'

/** Every kind of record with its schema, in the order in which they are stored and printed. */
export const recordSchemas = {
  person: personSchema,
  donor: donorSchema,
  'donor-private': donorPrivateSchema,
  batch: batchSchema,
  passage: passageSchema,
  bank: bankSchema,
  vial: vialSchema,
  draw: drawSchema,
  'marker-panel': markerPanelSchema,
  'phenotype-test': phenotypeTestSchema,
  'differentiation-test': differentiationTestSchema,
  'quality-test': qualityTestSchema,
  'mediator-measurement': mediatorMeasurementSchema,
  'responder-lot': responderLotSchema,
  assay: assaySchema,
  plate: plateSchema,
  'score-scale': scoreScaleSchema,
  experiment: experimentSchema,
  allocation: allocationSchema,
  preparation: preparationSchema,
  administration: administrationSchema,
  'scoring-session': scoringSessionSchema,
  'sample-tube': sampleTubeSchema,
  'endpoint-measurement': endpointMeasurementSchema,
  pair: pairSchema,
  'relation-override': relationOverrideSchema,
  'reference-lot': referenceLotSchema,
  'reagent-lot': reagentLotSchema,
  equipment: equipmentSchema,
  protocol: protocolSchema,
  specification: specificationSchema,
  permit: permitSchema,
  'literature-study': literatureStudySchema,
  attachment: attachmentSchema,
  'vocabulary-term': vocabularyTermSchema,
  'field-definition': fieldDefinitionSchema,
  'lab-settings': labSettingsSchema,
} as const

export type RecordKind = keyof typeof recordSchemas
export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>
export type AnyRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind]

export const recordKinds = Object.keys(recordSchemas) as readonly RecordKind[]

/** True for the name of a record kind this version knows. */
export function isRecordKind(value: unknown): value is RecordKind {
  return typeof value === 'string' && Object.hasOwn(recordSchemas, value)
}

/** Version of the shape of all records; written into every revision and archive. A change of shape adds a step to upgrade-record. */
export const recordSchemaVersion = 1
