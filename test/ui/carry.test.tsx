// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Delivery } from '../../src/shared/contract/delivery.ts'
import { renderPage } from '../support/render-page.tsx'
import { hexId, sampleAlert, sampleResource, sampleSeed } from '../support/sample-views.ts'

const BUNDLE = 'mirrorwell-alerts/1\nAAAA'
const delivery = (part: Partial<Delivery>): Delivery => ({
  ...{ state: 'sent', seenBy: 0, spreadMs: null, knownNodes: 3, reason: null },
  ...part,
})

test('looks into a bundle of alerts first, says what is not taken and why, and only then takes it in', async () => {
  const page = await renderPage(
    {
      alerts: {
        importBundle: () => ({
          accepted: [{ id: hexId(1, 32), summary: 'The pumps lie', originName: 'Chiba' }],
          alongside: 1,
          rejected: [{ number: 3, reason: 'signature-invalid' }],
        }),
      },
    },
    { path: '/alerts' },
  )
  const section = await screen.findByRole('region', { name: 'Carried by hand' })
  await page.user.click(within(section).getByRole('button', { name: 'Bring in alerts' }))
  const dialogue = await screen.findByRole('dialog', { name: 'Bring in alerts' })
  fireEvent.change(within(dialogue).getByRole('textbox'), { target: { value: BUNDLE } })
  await page.user.click(within(dialogue).getByRole('button', { name: /Look/u }))
  expect(
    await within(dialogue).findByText(/One new alert, and one thing said of alerts. One entry/u),
  ).toBeTruthy()
  expect(within(dialogue).getByText('The pumps lie')).toBeTruthy()
  expect(within(dialogue).getByText('Number 3:')).toBeTruthy()
  await page.user.click(within(dialogue).getByRole('button', { name: 'Take all 2 in' }))
  expect(await screen.findByText(/goes on to your neighbours/u)).toBeTruthy()
  expect(page.fake.inputsOf('alerts.importBundle')).toEqual([
    { bundle: BUNDLE, dryRun: true },
    { bundle: BUNDLE, dryRun: false },
  ])
})

test('says so where there is no alert to take along', async () => {
  const page = await renderPage(
    { alerts: { exportBundle: () => ({ bundle: BUNDLE, fileName: 'alerts.txt', alerts: 0 }) } },
    { path: '/alerts' },
  )
  await page.user.click(await screen.findByRole('button', { name: 'Take alerts along' }))
  await page.user.click(await screen.findByRole('button', { name: 'Save as a file' }))
  expect(await screen.findByText('There is no alert to take along.')).toBeTruthy()
})

test.each<[string, Partial<Delivery>, RegExp]>([
  ['nobody is in reach', { state: 'queued', reason: 'nobody-in-reach' }, /nobody is in reach/u],
  ['it is held back', { state: 'queued', reason: 'held-back' }, /fetch it when they next ask/u],
  ['it is under way', {}, /^On its way/u],
  ['it arrived', { state: 'seen', seenBy: 2 }, /^Arrived at 2 of 3 known Nodes\.$/u],
  [
    'it is known how long it took',
    { state: 'seen', seenBy: 2, spreadMs: 3_200 },
    /^Arrived at 2 of 3 known Nodes within 4 seconds\.$/u,
  ],
  ['nobody takes it', { state: 'failed', reason: 'unanswered' }, /disk is full/u],
  ['a restore left it out', { state: 'failed', reason: 'epoch-closed' }, /brought back/u],
])('tells of one’s own alert when %s', async (_, part, words) => {
  const alert = sampleAlert(1, { own: true, hops: 0, delivery: delivery(part) })
  await renderPage({ alerts: { list: () => ({ alerts: [alert] }) } }, { path: `/alerts/${alert.id}` })
  expect(await screen.findByText(words)).toBeTruthy()
})

test('tells how far a lesson has come', async () => {
  const arrived = delivery({ state: 'seen', seenBy: 1 })
  const seed = sampleSeed(1, { own: true, state: 'own', delivery: arrived })
  await renderPage(
    { seeds: { get: () => ({ seed, body: 'Water at dusk.', provenance: [] }) } },
    { path: `/seedbed/${seed.id}` },
  )
  expect(await screen.findByText(/^Arrived at 1 of 3/u)).toBeTruthy()
})

test('tells how far a report has come', async () => {
  const resource = sampleResource({ delivery: delivery({ state: 'queued', reason: 'nobody-in-reach' }) })
  await renderPage({ resources: { own: () => ({ resources: [resource] }) } }, { path: '/resources' })
  expect(await screen.findByText(/nobody is in reach/u)).toBeTruthy()
})
