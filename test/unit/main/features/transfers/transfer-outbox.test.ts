import { beforeEach, expect, test } from 'vitest'
import { STANDING_FRAME as STANDING } from '../../../../../src/main/features/transfers/standing-codec.ts'
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

test('a receipt that could not be noted harms nothing, and comes again with the message', async () => {
  pair.lower.database.execute(
    `CREATE TRIGGER full BEFORE UPDATE ON transfer_messages WHEN NEW.delivery = 'seen'
      BEGIN SELECT RAISE(ABORT, 'no room'); END`,
  )
  const id = await pair.lower.offer()
  await idle()
  expect((await pair.lower.view(id)).messages[0]?.delivery).toBe('sent')
  pair.lower.database.execute('DROP TRIGGER full')
  await pair.pass(5_000)
  expect((await pair.lower.view(id)).messages[0]?.delivery).toBe('seen')
})

test('no more than 64 letters are on their way at a time', async () => {
  pair.setLinked(false)
  const id = await pair.lower.offer()
  for (let n = 0; n < 100; n += 1) await pair.lower.call('talk', { id, text: `line ${n}` })
  pair.loses = ({ type }) => type === RECEIPT
  pair.setLinked(true)
  await idle()
  expect(letters()).toHaveLength(64)
  pair.loses = () => false
  await pair.comeToRest()
  expect((await pair.higher.view(id)).messages).toHaveLength(101)
})

test('letters that the other side can never take do not hold back the others for ever', async () => {
  const id = await pair.lower.offer()
  await idle()
  pair.higher.database.execute('DELETE FROM transfers; DELETE FROM transfer_messages')
  for (let n = 0; n < 70; n += 1) await pair.lower.call('talk', { id, text: `line ${n}` })
  pair.lower.database.execute("UPDATE transfer_messages SET delivery = 'seen' WHERE number = 0")
  pair.loses = ({ type }) => type === STANDING
  const other = await pair.lower.offer()
  await pair.comeToRest()
  expect((await pair.higher.view(other)).messages).toHaveLength(1)
})
