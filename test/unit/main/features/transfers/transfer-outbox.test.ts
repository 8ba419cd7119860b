import { beforeEach, expect, test } from 'vitest'
import { idle } from '../../../../support/test-timers.ts'
import { LETTER, RECEIPT, type SentFrame, TransferPair } from '../../../../support/transfer-pair.ts'

let pair: TransferPair
beforeEach(async () => {
  pair = await TransferPair.started()
})

const letters = (): readonly SentFrame[] =>
  pair.frames.filter(({ from, type }) => from === 'lower' && type === LETTER)

test('what is written while nobody is there is queued, and comes in order once somebody is', async () => {
  pair.setLinked(false)
  const id = await pair.lower.offer()
  await pair.lower.call('talk', { id, text: 'one' })
  await pair.lower.call('talk', { id, text: 'two' })
  await pair.pass(3_600_000)
  expect((await pair.lower.view(id)).messages.map(({ delivery }) => delivery)).toEqual(
    Array(3).fill('queued'),
  )
  expect(letters()).toHaveLength(0)
  pair.setLinked(true)
  await idle()
  expect((await pair.higher.view(id)).messages.map(({ text }) => text)).toEqual([
    ...['For the greenhouse', 'one', 'two'],
  ])
  expect((await pair.lower.view(id)).messages.map(({ delivery }) => delivery)).toEqual(Array(3).fill('seen'))
})

test('what is lost is sent again after 5, 15 and 45 seconds, and each minute after', async () => {
  pair.loses = ({ type }) => type === LETTER
  const id = await pair.lower.offer()
  await idle()
  expect((await pair.lower.view(id)).messages.map(({ delivery }) => delivery)).toEqual(['sent'])
  const sentAfterMs: number[] = []
  const startMs = pair.clock.nowMs()
  for (let second = 1; second <= 190; second += 1) {
    const before = letters().length
    await pair.pass(1_000)
    if (letters().length > before) sentAfterMs.push(pair.clock.nowMs() - startMs)
  }
  expect(sentAfterMs).toEqual([5_000, 20_000, 65_000, 125_000, 185_000])
})

test('a lost receipt costs one sending more, and no second message', async () => {
  pair.loses = ({ type }) => type === RECEIPT
  const id = await pair.lower.offer()
  await idle()
  expect((await pair.lower.view(id)).messages[0]?.delivery).toBe('sent')
  pair.loses = () => false
  const told = pair.lower.events.length
  await pair.pass(5_000)
  expect((await pair.lower.view(id)).messages[0]?.delivery).toBe('seen')
  expect(pair.lower.events.slice(told)).toEqual([id])
  expect((await pair.higher.view(id)).messages).toHaveLength(1)
  expect(letters()).toHaveLength(2)
})

test('one lost in the middle holds back those after it, and nothing is lost or told twice', async () => {
  const id = await pair.lower.offer()
  await idle()
  let seen = 0
  pair.loses = ({ from, type }) => from === 'lower' && type === LETTER && ++seen === 1
  for (const text of ['one', 'two', 'three']) await pair.lower.call('talk', { id, text })
  await idle()
  expect((await pair.higher.view(id)).messages.map(({ text }) => text)).toEqual(['For the greenhouse'])
  await pair.pass(5_000)
  expect((await pair.higher.view(id)).messages.map(({ text }) => text)).toEqual([
    ...['For the greenhouse', 'one', 'two', 'three'],
  ])
  expect(pair.higher.refusals).toEqual([])
})

test('a letter goes out once where it is receipted, whatever is written after it', async () => {
  const id = await pair.lower.offer()
  await idle()
  for (let n = 0; n < 40; n += 1) {
    await pair.lower.call('talk', { id, text: `line ${n}` })
    await idle()
  }
  await pair.pass(3_600_000)
  expect(letters()).toHaveLength(41)
})

test('a long silence is made good in one go, past what is read from the disk at once', async () => {
  pair.setLinked(false)
  const id = await pair.lower.offer()
  for (let n = 0; n < 80; n += 1) await pair.lower.call('talk', { id, text: `line ${n}` })
  pair.setLinked(true)
  for (let round = 0; round < 10; round += 1) await idle()
  expect((await pair.higher.view(id)).messages).toHaveLength(81)
  expect(letters()).toHaveLength(81)
})
