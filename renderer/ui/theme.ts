import { createTheme, type CSSVariablesResolver } from '@mantine/core'

/** Look of the notebook: a calm blue, system fonts (nothing is fetched). */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  // Help stands below, so that inputs side by side stay on one line.
  components: {
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    // The library's grey of a notice misses the contrast of WCAG AA.
    Notification: { styles: { description: { color: 'var(--mantine-color-text)' } } },
  },
  headings: { fontWeight: '650' },
})

/** Colours of the library that miss the contrast of WCAG AA (4.5 : 1), replaced by ones that reach it on their background. */
export const readableColours: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5c636a', '--mantine-color-error': '#c92a2a', '--mantine-color-placeholder': '#666d75', '--mantine-color-orange-outline': '#a33c00', '--mantine-color-red-text': '#c92a2a', '--mantine-color-yellow-light-color': '#6b4700' },
  dark: { '--mantine-color-dimmed': '#b0b3b8', '--mantine-color-error': '#ff8787', '--mantine-color-placeholder': '#a0a3a8', '--mantine-color-orange-outline': '#ffa94d', '--mantine-color-red-text': '#ff8787', '--mantine-color-yellow-light-color': '#ffd43b' },
})
