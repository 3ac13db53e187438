import { Alert, Anchor, Button, Code, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'

/** A page that failed: what it means for the data, and what to do. */
export function PageFailure({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <Stack p="md" maw={640}>
      <Alert color="red" title="This page could not be shown">
        <Text size="sm">Nothing was lost: what is stored stays stored, and what you were typing is kept as a draft. Try again; if it happens again, send the text below with the diagnostics.</Text>
        <Code block mt="sm">{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</Code>
      </Alert>
      <Button onClick={reset} w="fit-content">Try again</Button>
    </Stack>
  )
}

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Stack p="md">
      <Text>There is no such page.</Text>
      <Anchor component={Link} to="/">Home</Anchor>
    </Stack>
  )
}
