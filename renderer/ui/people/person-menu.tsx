import { Avatar, Button, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState, type FormEvent } from 'react'
import { useObservable } from '../../app/observable.ts'
import { useRows } from '../../app/queries.ts'
import { useServices } from '../../app/services-context.ts'

/** Who is at the bench: one click to switch, and every revision carries it. */
export function PersonMenu() {
  const services = useServices()
  const current = useObservable(services.person)
  const people = useRows('person')
  const [adding, { open, close }] = useDisclosure(false)
  const me = people?.find((p) => p.id === current)?.record
  const button = (
    <Button variant={me === undefined ? 'filled' : 'default'} size="xs" leftSection={me === undefined ? undefined : <Avatar size={22} color="initials" name={me.printedName} aria-hidden />} {...(people?.length === 0 ? { onClick: open } : {})}>
      {me === undefined ? 'Who are you?' : (typeof me.initials === 'string' ? me.initials : me.code)}
    </Button>
  )
  return (
    <>
      {/* With nobody to choose from, the question is the name. */}
      {people?.length === 0 ? button : <Menu position="bottom-end">
        <Menu.Target>{button}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>At the bench</Menu.Label>
          {(people ?? []).map(({ record }) => <Menu.Item key={record.id} onClick={() => { services.person.set(record.id) }}>{record.printedName}{record.id === current ? ' (now)' : ''}</Menu.Item>)}
          <Menu.Divider />
          <Menu.Item onClick={open}>Add a person</Menu.Item>
        </Menu.Dropdown>
      </Menu>}
      <Modal opened={adding} onClose={close} title="Add a person" closeButtonProps={{ 'aria-label': 'Close' }}><PersonForm onDone={close} /></Modal>
    </>
  )
}

/** Printed name, initials and role of somebody new; who is then at the bench. */
export function PersonForm({ onDone }: { readonly onDone: () => void }) {
  const services = useServices()
  const [name, setName] = useState('')
  const [initials, setInitials] = useState('')
  const [role, setRole] = useState('')
  const [problem, setProblem] = useState('')
  const add = (event: FormEvent): void => {
    event.preventDefault()
    const header = services.header('person')
    const printedName = name.trim()
    const code = initials.trim() === '' ? printedName.slice(0, 64) : initials.trim()
    // The first person of a notebook is recorded by that person.
    if (services.person.get() === null) services.person.set(header.id)
    void services.save([{ base: null, record: { ...header, recordedBy: services.person.get() ?? header.id, code, printedName, ...(initials.trim() === '' ? {} : { initials: initials.trim() }), ...(role.trim() === '' ? {} : { role: role.trim() }) } }]).then((saved) => {
      if (!saved.ok) {
        setProblem(saved.error.message)
        return
      }
      services.person.set(header.id)
      onDone()
    })
  }
  return (
    <form onSubmit={add}>
      <Stack>
        <TextInput label="Printed name" description="As it is to stand on reports and beside every change" required value={name} onChange={(e) => { setName(e.currentTarget.value) }} data-autofocus />
        <Group grow>
          <TextInput label="Initials" value={initials} onChange={(e) => { setInitials(e.currentTarget.value) }} />
          <TextInput label="Role" value={role} onChange={(e) => { setRole(e.currentTarget.value) }} />
        </Group>
        {problem !== '' && <Text c="red" size="sm" role="alert">{problem}</Text>}
        <Button type="submit" disabled={name.trim() === ''}>Add</Button>
      </Stack>
    </form>
  )
}
