/** Colours of reports: dark enough on white to be read in grey print as well. */
export const colours = {
  ink: '#1a1a1a',
  soft: '#555555',
  line: '#c8ccd0',
  band: '#eef1f4',
  accent: '#1f4e79',
  simulated: '#9a3412',
  good: '#166534',
  bad: '#991b1b',
} as const
