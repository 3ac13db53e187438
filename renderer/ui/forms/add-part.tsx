import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'

/** A part of a record that is not there yet: one button, so that what nobody records takes no room. */
export function AddPart({ label, onAdd }: { readonly label: string; readonly onAdd: () => void }) {
  return <Button className="add-part" variant="default" size="sm" justify="start" leftSection={<IconPlus size={16} aria-hidden />} aria-label={`Add to ${label}`} onClick={onAdd}>{label}</Button>
}
