/**
 * Families of the typefaces that reports and figures name, and that every host registers. DejaVu was chosen because it has Greek,
 * superscripts, comparison signs, arrows, triangles and ticks in one face.
 */

/** Family of running text and figures. */
export const BODY_FONT_FAMILY = 'DejaVu Sans Condensed'

/** Family of raw-data rows, where columns line up by character. */
export const MONO_FONT_FAMILY = 'DejaVu Sans Mono'
