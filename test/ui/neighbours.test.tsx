// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { renderPage } from '../support/render-page.tsx'
import { hexId, nodeIdOf, sampleInvite, sampleMirror, sampleNeighbour } from '../support/sample-views.ts'

const unlocked = { mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) } }

test('says how many can be seen, each with an honest age and what holds it back', async () => {
  const limits = [{ reason: 'rate-exceeded' as const, count: 4, lastAtMs: 1 }]
  await renderPage(
    { neighbours: { list: () => ({ neighbours: [sampleNeighbour('b', { limits })] }) } },
    { path: '/neighbours' },
  )
  expect(await screen.findByRole('heading', { level: 1, name: 'You can see 2 of 5 Nodes' })).toBeTruthy()
  expect(await screen.findByText('12 minutes ago')).toBeTruthy()
  expect(screen.getByText(/4 messages were not taken. More came than is taken/u)).toBeTruthy()
})

test('shows safety words and the kind of connection on asking', async () => {
  const page = await renderPage(
    { neighbours: { list: () => ({ neighbours: [sampleNeighbour('b')] }) } },
    { path: '/neighbours' },
  )
  await page.user.click(await screen.findByRole('button', { name: 'How to recognise them' }))
  expect(screen.getByText('harbor velvet orbit maple quick lantern')).toBeTruthy()
  expect(screen.getByText('encrypted (Noise)')).toBeTruthy()
})

test('pins and unpins as an act of a Mirror', async () => {
  const page = await renderPage(
    { neighbours: { list: () => ({ neighbours: [sampleNeighbour('b', { pinned: false })] }) }, ...unlocked },
    { path: '/neighbours' },
  )
  await page.user.click(await screen.findByRole('button', { name: 'Keep close' }))
  await waitFor(() =>
    expect(page.fake.inputsOf('neighbours.pin')).toEqual([{ nodeId: nodeIdOf('b'), pinned: true }]),
  )
})

test('makes an invitation for as long as chosen, to be copied', async () => {
  const page = await renderPage({}, { path: '/neighbours' })
  await page.user.click(await screen.findByRole('radio', { name: 'a day' }))
  await page.user.click(screen.getByRole('button', { name: 'Make an invitation' }))
  expect((await screen.findByLabelText<HTMLTextAreaElement>('Invitation')).value).toBe(
    'mirrorwell://invitation',
  )
  expect(page.fake.inputsOf('invites.create')).toEqual([{ expiresInMs: 86_400_000 }])
})

test('takes an invitation back after saying what follows', async () => {
  const page = await renderPage(
    { invites: { list: () => ({ invites: [sampleInvite(7)] }) } },
    { path: '/neighbours' },
  )
  await page.user.click(await screen.findByRole('button', { name: 'One invitation made' }))
  await page.user.click(await screen.findByRole('button', { name: 'Take it back' }))
  const dialogue = await screen.findByRole('alertdialog')
  expect(dialogue.textContent).toContain('Whoever already came stays.')
  await page.user.click(within(dialogue).getByRole('button', { name: 'Take it back' }))
  await waitFor(() => expect(page.fake.inputsOf('invites.revoke')).toEqual([{ inviteId: hexId(7, 16) }]))
})

test('shows Japanese words to compare, and the same in English for whoever reads that', async () => {
  const page = await renderPage(
    { neighbours: { list: () => ({ neighbours: [sampleNeighbour('b')] }) } },
    { path: '/neighbours', language: 'ja' },
  )
  await page.user.click(await screen.findByRole('button', { name: '本人を確かめるには' }))
  expect(screen.getByText('みなと びろうど きどう かえで はやい ちょうちん').getAttribute('lang')).toBe('ja')
  expect(screen.getByText('harbor velvet orbit maple quick lantern').getAttribute('lang')).toBe('en')
})

test('shows by which words to make sure who came by an invitation', async () => {
  const usedBy = [{ nodeId: nodeIdOf('b'), name: 'Björk', atMs: 1 }]
  const page = await renderPage(
    {
      neighbours: { list: () => ({ neighbours: [sampleNeighbour('b')] }) },
      invites: { list: () => ({ invites: [sampleInvite(7, { usedBy })] }) },
    },
    { path: '/neighbours' },
  )
  await page.user.click(await screen.findByRole('button', { name: 'One invitation made' }))
  const inviting = screen.getByRole('region', { name: 'Let a neighbour in' })
  expect(within(inviting).getByText('harbor velvet orbit maple quick lantern')).toBeTruthy()
})

test('shows whose an invitation is before joining, then joins and gives the words to compare', async () => {
  const inviter = sampleNeighbour('b')
  const page = await renderPage(
    { neighbours: { list: () => ({ neighbours: [inviter] }) } },
    { path: '/neighbours' },
  )
  await page.user.type(await screen.findByLabelText('Paste the invitation here'), 'mirrorwell://abc')
  await page.user.click(screen.getByRole('button', { name: 'See whose it is' }))
  expect(await screen.findByText(/invites you into their federation/u)).toBeTruthy()
  expect(page.fake.inputsOf('invites.accept')).toEqual([])
  await page.user.click(screen.getByRole('button', { name: 'Join' }))
  expect(await screen.findByText(/is now your neighbour/u)).toBeTruthy()
  expect(screen.getByText(/read these six words to each other/u)).toBeTruthy()
  const accepting = screen.getByRole('region', { name: 'You were given an invitation' })
  expect(within(accepting).getByText('harbor velvet orbit maple quick lantern')).toBeTruthy()
})

test('says why an old invitation cannot be used', async () => {
  const page = await renderPage(
    {
      invites: {
        inspect: () => {
          throw new MirrorError('invite-expired')
        },
      },
    },
    { path: '/neighbours' },
  )
  await page.user.type(await screen.findByLabelText('Paste the invitation here'), 'mirrorwell://old')
  await page.user.click(screen.getByRole('button', { name: 'See whose it is' }))
  expect(await screen.findByText('This invitation is too old. Ask for a new one.')).toBeTruthy()
})

test('names the steps of joining with their age, and after a minute offers to stop waiting', async () => {
  const page = await renderPage({ invites: { accept: () => new Promise(() => {}) } }, { path: '/neighbours' })
  await page.user.type(await screen.findByLabelText('Paste the invitation here'), 'mirrorwell://abc')
  await page.user.click(screen.getByRole('button', { name: 'See whose it is' }))
  await page.user.click(await screen.findByRole('button', { name: 'Join' }))
  expect(await screen.findByText(/Calling/u)).toBeTruthy()
  await page.wait(30_000)
  expect(screen.getByText(/30 seconds/u)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Stop waiting' })).toBeNull()
  await page.wait(31_000)
  await page.user.click(screen.getByRole('button', { name: 'Stop waiting' }))
  expect(await screen.findByText(/goes on trying for a few minutes/u)).toBeTruthy()
})
