import { describe, expect, test } from 'vitest'
import { FakeSeat } from '../support/fake-seat.ts'
import { temporaryFolder } from '../support/folder.ts'
import { openRunning } from '../support/loopback.ts'
import { MirrorwellProcess, runMirrorwell } from '../support/mirrorwell-process.ts'
import { testNodeId } from '../support/node-ids.ts'

test('watch prints the events asked for until it is stopped', async () => {
  const { data, seat } = await openRunning()
  const served = seat.nextServed()
  const watching = new MirrorwellProcess(['watch', 'alerts.changed', '--data', data])
  const line = watching.nextLine()
  await served
  seat.emit('node.changed', {}, 1)
  seat.emit('alerts.changed', { id: 'a' }, 2)
  expect(await line).toBe('{"event":"alerts.changed","payload":{"id":"a"},"atMs":2}')
  expect((await watching.stop()).exitCode).toBe(0)
})

test('watch ends quietly when nobody reads it any more', async () => {
  const { data, seat } = await openRunning()
  const served = seat.nextServed()
  const watching = new MirrorwellProcess(['watch', '--data', data])
  await served
  watching.closeOutput()
  seat.emit('node.changed', {}, 1)
  expect(await watching.exited).toMatchObject({ exitCode: 0, stderr: '' })
})

test('watch ends with a reason when the Node does', async () => {
  const { data, server, seat } = await openRunning()
  const served = seat.nextServed()
  const watching = new MirrorwellProcess(['watch', '--data', data])
  await served
  await server.stop()
  const { exitCode, stderr } = await watching.exited
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^mirrorwell: channel-closed: /u)
})

describe('of several Nodes', () => {
  const NORTH = { nodeId: testNodeId(1), name: 'North' }
  const SOUTH = { nodeId: testNodeId(2), name: '南' }

  /** Two Nodes that run, and a watch that both have let in. */
  async function watchingBoth(...flags: readonly string[]) {
    const north = await openRunning(new FakeSeat(NORTH))
    const south = await openRunning(new FakeSeat(SOUTH))
    const served = Promise.all([north.seat.nextServed(), south.seat.nextServed()])
    const args = ['watch', 'alerts.changed', '--data', north.data, '--data', south.data, ...flags]
    const watching = new MirrorwellProcess(args)
    await Promise.race([served, watching.exited])
    return { north, south, watching }
  }

  test('each line says at which', async () => {
    const { north, south, watching } = await watchingBoth()
    north.seat.emit('alerts.changed', { id: 'a' }, 1)
    expect(await watching.nextLine()).toBe(
      `{"event":"alerts.changed","payload":{"id":"a"},"atMs":1,"node":"${NORTH.nodeId}","name":"North"}`,
    )
    south.seat.emit('alerts.changed', { id: 'a' }, 2)
    expect(await watching.nextJson()).toMatchObject({ atMs: 2, node: SOUTH.nodeId, name: '南' })
    expect(await watching.stop()).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test('one that ends is told, the others go on, and the last ends it', async () => {
    const { north, south, watching } = await watchingBoth('--json')
    await north.server.stop()
    expect(await watching.nextJson()).toMatchObject({
      error: { code: 'channel-closed', message: 'This Node has ended, so nothing more comes from it.' },
      node: NORTH.nodeId,
      name: 'North',
    })
    south.seat.emit('alerts.changed', {}, 3)
    expect(await watching.nextJson()).toMatchObject({ atMs: 3, name: '南' })
    await south.server.stop()
    expect(await watching.nextJson()).toMatchObject({ error: { code: 'channel-closed' }, name: '南' })
    expect(await watching.exited).toMatchObject({ exitCode: 1, stderr: '' })
  })

  test('a folder where nothing runs, and a Node that nobody has opened, hinder nobody', async () => {
    const nothing = await temporaryFolder()
    const locked = await openRunning()
    const served = locked.seat.nextServed()
    const watching = new MirrorwellProcess(['watch', '--data', nothing, '--data', locked.data])
    await Promise.race([served, watching.exited])
    locked.seat.emit('setup.changed', {}, 1)
    expect(await watching.nextJson()).toMatchObject({ atMs: 1, node: null, name: locked.data })
    const { exitCode, stderr } = await watching.stop()
    expect(exitCode).toBe(0)
    expect(stderr.startsWith(`mirrorwell: ${nothing}: not-running: `)).toBe(true)
  })

  test('one folder named twice is one Node, with lines as of one', async () => {
    const { data, seat } = await openRunning(new FakeSeat(NORTH))
    const served = seat.nextServed()
    const watching = new MirrorwellProcess(['watch', '--data', data, '--data', `${data}/.`])
    await Promise.race([served, watching.exited])
    seat.emit('alerts.changed', {}, 1)
    expect(await watching.nextLine()).toBe('{"event":"alerts.changed","payload":{},"atMs":1}')
  })
})

test('watch says where nothing runs', async () => {
  const watched = await runMirrorwell(['watch', '--data', await temporaryFolder()])
  expect(watched.exitCode).toBe(1)
  expect(watched.stderr).toMatch(/^mirrorwell: not-running: /u)
})
