import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Choice } from '../../src/renderer/ui/Choice.tsx'

const OPTIONS = [
  { value: 'water', label: 'Water' },
  { value: 'food', label: 'Food' },
]

afterEach(cleanup)

test.each([
  ['nothing is chosen', null],
  ['what is chosen is none of these', ''],
])('a choice is reached by Tab while %s', async (_case, value) => {
  const onChange = vi.fn()
  render(<Choice label="What?" options={OPTIONS} value={value} onChange={onChange} />)
  const person = userEvent.setup()
  await person.tab()
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Water' }))
  await person.keyboard(' ')
  expect(onChange).toHaveBeenCalledWith('water')
})
