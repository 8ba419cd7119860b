// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import { renderPage } from '../support/render-page.tsx'
import {
  hexId,
  sampleAlert,
  sampleMirror,
  sampleNeighbour,
  sampleResource,
  sampleStatus,
} from '../support/sample-views.ts'

const broken = {
  alerts: {
    list: () => {
      throw new MirrorError('database-corrupt', { path: '~/secret/mirrorwell.db' })
    },
  },
}
const reportOf = async (): Promise<string> =>
  ((await screen.findByLabelText(/^For whoever helps/u, {}, { timeout: 8_000 })) as HTMLTextAreaElement).value

test('a failed view offers what happened, shown before it is copied', async () => {
  const page = await renderPage(broken, { path: '/alerts' })
  await page.user.click(await screen.findByRole('button', { name: 'Copy what happened' }))
  const report = await reportOf()
  expect(report).toContain('What failed: database-corrupt.')
  expect(report).toContain('Place: Alerts.')
  expect(report).toContain('mirrorwell 0.1.0')
  expect(screen.getByRole('button', { name: 'Copy' })).toBeTruthy()
})

test('it says so in the person’s language, and where the Node does not answer', async () => {
  const page = await renderPage(
    {
      host: {
        diagnostics: () => {
          throw new MirrorError('channel-closed')
        },
      },
    },
    { path: '/settings', language: 'sv' },
  )
  await page.user.click(await screen.findByRole('button', { name: /diagnos/iu }))
  const field = await screen.findByLabelText(/^För den som hjälper dig/u, {}, { timeout: 8_000 })
  expect((field as HTMLTextAreaElement).value).toContain('Noden svarade inte.')
})

test('nothing of what the page knows of people, places and amounts is in it', async () => {
  const page = await renderPage(
    {
      ...broken,
      node: { status: () => sampleStatus({ addresses: ['/ip4/192.168.7.7/tcp/4001'] }) },
      mirrors: { list: () => ({ mirrors: [sampleMirror(1, { unlocked: true })] }) },
      neighbours: { list: () => ({ neighbours: [sampleNeighbour('b')] }) },
      resources: { own: () => ({ resources: [sampleResource({ level: 4_242 })] }) },
    },
    { path: `/alerts/${hexId(1, 32)}` },
  )
  await page.user.click(await screen.findByRole('button', { name: 'Copy what happened' }))
  const report = await reportOf()
  const status = sampleStatus()
  const secrets = [
    status.nodeId,
    status.name,
    status.federationId,
    sampleMirror(1).name,
    sampleNeighbour('b').name,
    sampleAlert(1).id,
    '192.168.7.7',
    '4242',
    '4,242',
    'secret',
  ]
  await waitFor(() => expect(report.length).toBeGreaterThan(50))
  expect(secrets.filter((secret) => report.includes(secret))).toEqual([])
})
