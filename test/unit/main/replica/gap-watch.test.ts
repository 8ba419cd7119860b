import { describe, expect, test } from 'vitest'
import { GAP_PATIENCE_MS } from '../../../../src/main/replica/gap-watch.ts'
import { EntryAuthor } from '../../../support/entry-author.ts'
import { testNodeId } from '../../../support/node-ids.ts'
import { among } from '../../../support/replica-among.ts'

const PEER = testNodeId(31)
const SAID = { kind: 'mirror-credential', payload: Uint8Array.of(1) } as const

async function overtaken() {
  const author = new EntryAuthor(2)
  const [opening, first, second] = [author.open(), author.append(SAID), author.append(SAID)]
  const node = await among([PEER])
  await node.send(PEER, opening)
  await node.send(PEER, second)
  const asked = (): number => node.sent().filter(({ frame }) => frame.cursors).length
  return { ...node, asked, first }
}

describe('an entry that overtook one before it in its log', () => {
  test('costs no question where that comes shortly', async () => {
    const { asked, first, realClock, send } = await overtaken()
    realClock.advance(GAP_PATIENCE_MS - 1)
    await send(PEER, first)
    realClock.advance(10 * GAP_PATIENCE_MS)
    expect(asked()).toBe(0)
  })

  test('makes one question of what is missing where that does not come', async () => {
    const { asked, realClock } = await overtaken()
    expect(asked()).toBe(0)
    realClock.advance(GAP_PATIENCE_MS)
    expect(asked()).toBe(1)
    realClock.advance(10 * GAP_PATIENCE_MS)
    expect(asked()).toBe(0)
  })
})
