import { afterEach, expect, test, vi } from 'vitest'
import { wire } from '../../src/main/wire/messages.ts'
import { readSources } from '../architecture/source-files.ts'
import { WIRE_TARGETS } from '../support/wire-targets.ts'

/** Where a message is read that somebody else wrote: by name, or through a table of messages. */
const READ = /\b(?:tryDecode\(\s*|message:\s*)wire\.(?<name>\w+)/gu

const namesRead = [
  ...new Set(
    readSources('src/**/*.ts').flatMap(({ text }) =>
      [...text.matchAll(READ)].map((match) => match.groups?.['name'] ?? ''),
    ),
  ),
].sort()

afterEach(() => vi.restoreAllMocks())

test('every message that is read of somebody else is given garbage', async () => {
  expect(namesRead.length).toBeGreaterThan(50)
  const spies = namesRead.map((name) => {
    const type: unknown = wire[name as keyof typeof wire]
    return [name, vi.spyOn(type as { decode(bytes: Uint8Array): unknown }, 'decode')] as const
  })
  for (const { run, samples } of WIRE_TARGETS) for (const sample of samples) await run(sample)
  const unread = spies.filter(([, spy]) => spy.mock.calls.length === 0).map(([name]) => name)
  expect(unread).toEqual([])
})
