import { expect, test } from 'vitest'
import { attachmentNames } from '../../../../../src/main/features/seeds/attachment-names.ts'
import { SeedStore } from '../../../../../src/main/features/seeds/seed-store.ts'
import type { FederationId } from '../../../../../src/shared/kernel/ids.ts'
import { COAST, HOME, offer, plant, receive, seedsOf, VALLEY } from './seed-fixture.ts'

const ROOT = 'ab'.repeat(32)
const file = { root: ROOT, name: 'pump.pdf', mediaType: 'application/pdf', sizeBytes: 100 }
const ELSEWHERE = 'cd'.repeat(32) as FederationId

function withFile() {
  const node = seedsOf()
  node.attached.set(ROOT, file.sizeBytes)
  let federation = node.replica.federationId
  const names = attachmentNames({
    store: new SeedStore(node.database),
    federation: () => federation,
    self: () => HOME.nodeId,
  })
  const leave = (): void => {
    federation = ELSEWHERE
  }
  return { ...node, leave, names }
}

test('a file is named by its root and its size together, and by lessons of this federation', async () => {
  const { leave, names, ...node } = withFile()
  await receive(node, { attachments: [file] })
  expect([names.isNamed(ROOT, 100), names.isNamed(ROOT, 99)]).toEqual([true, false])
  expect([names.origins(ROOT, 100), names.origins(ROOT, 99)]).toEqual([[VALLEY.nodeId], []])
  leave()
  expect([names.isNamed(ROOT, 100), names.origins(ROOT, 100), names.isKept(ROOT)]).toEqual([false, [], false])
})

test('however many lessons lie about a size, the true one counts', async () => {
  const { names, ...node } = withFile()
  for (let sizeBytes = 1; sizeBytes <= 70; sizeBytes += 1)
    await receive(node, { by: COAST, title: `Lie ${sizeBytes}`, attachments: [{ ...file, sizeBytes }] })
  await receive(node, { attachments: [file] })
  expect([names.isNamed(ROOT, 100), names.origins(ROOT, 100)]).toEqual([true, [VALLEY.nodeId]])
})

test('what this Node offers is told from what others do', async () => {
  const { names, ...node } = withFile()
  await receive(node, { attachments: [file] })
  expect(names.isOffered(ROOT, 100)).toBe(false)
  await offer(node, { title: 'Another', attachments: [file] })
  expect([names.isOffered(ROOT, 100), names.isOffered(ROOT, 99)]).toEqual([true, false])
})

test('it is known what for a file is here', async () => {
  const { names, ...node } = withFile()
  expect(names.use(ROOT, 100)).toEqual({ lessons: 0, isOwn: false, isPlanted: false })
  await receive(node, { attachments: [file] })
  await receive(node, { by: COAST, title: 'A lie', attachments: [{ ...file, sizeBytes: 99 }] })
  expect(names.use(ROOT, 100)).toEqual({ lessons: 1, isOwn: false, isPlanted: false })
  await offer(node, { title: 'And more', attachments: [file] })
  await plant(node, await receive(node, { title: 'Again', attachments: [file] }))
  expect(names.use(ROOT, 100)).toEqual({ lessons: 3, isOwn: true, isPlanted: true })
})

test.each<[string, (node: ReturnType<typeof withFile>) => Promise<unknown>]>([
  ['one’s own', (node) => offer(node, { attachments: [file] })],
  ['planted', async (node) => plant(node, await receive(node, { attachments: [file] }))],
])('what a lesson names that is %s is kept when the federation is left', async (_, have) => {
  const node = withFile()
  await have(node)
  node.leave()
  expect([node.names.isKept(ROOT), node.names.isNamed(ROOT, 100)]).toEqual([true, false])
})
