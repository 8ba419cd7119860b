import { expect, test } from 'vitest'
import { withPress } from '../../src/renderer/bridge/with-press.ts'
import { type ErrorCode, MirrorError } from '../../src/shared/kernel/errors.ts'

type Asked = readonly [name: string, input: unknown, confirmation?: string | undefined]

/** A Node that answers each call by the next of these: an error's code, or null for done. */
function nodeThat(...answers: readonly (ErrorCode | null)[]) {
  const asked: Asked[] = []
  const parts = withPress({
    event: () => () => {},
    async method(...call) {
      const code = answers[asked.push(call) - 1]
      if (code) throw new MirrorError(code)
      return call[0] === 'host.confirm' ? { confirmationId: `press ${asked.length}`, untilMs: 1 } : {}
    },
  })
  return { asked, decide: () => parts.method('transfers.decide', { id: 'x', consent: true }) }
}
const DECIDE = ['transfers.decide', { id: 'x', consent: true }] as const
const CONFIRM = ['host.confirm', { method: 'transfers.decide', subject: 'x' }] as const

test('an act that needs no press is asked for once', async () => {
  const { asked, decide } = nodeThat(null)
  await decide()
  expect(asked).toEqual([DECIDE])
})

test('one that needs a press fetches it for what it is done to, and brings it', async () => {
  const { asked, decide } = nodeThat('not-confirmed', null, null)
  await decide()
  expect(asked).toEqual([DECIDE, CONFIRM, [...DECIDE, 'press 2']])
})

test.for<[string, (ErrorCode | null)[], ErrorCode]>([
  ['where nobody pressed', ['not-confirmed', 'not-confirmed'], 'not-confirmed'],
  ['where the press came too late', ['not-confirmed', null, 'not-confirmed'], 'not-confirmed'],
  ['of another kind, without a press', ['mirror-locked'], 'mirror-locked'],
])('a refusal %s is told, and nothing is tried again', async ([, answers, code]) => {
  const { asked, decide } = nodeThat(...answers)
  await expect(decide()).rejects.toMatchObject({ code })
  expect(asked).toHaveLength(answers.length)
})
