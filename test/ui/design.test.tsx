import { basename } from 'node:path'
import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { contrastRatio } from '../../src/renderer/features/design/contrast.ts'
import { importsOf, readSources, targetOf } from '../architecture/source-files.ts'
import { renderPage } from '../support/render-page.tsx'

/** Parts without a look of their own: they put the others where and when they belong. */
const UNSEEN = ['Answered', 'ErrorBoundary', 'Form', 'LongList']

/** Every file that a file stands on, itself among them. */
function reachedFrom(path: string, reached = new Set<string>()): ReadonlySet<string> {
  const [file] = readSources(path)
  if (file === undefined || reached.has(path)) return reached
  reached.add(path)
  for (const { specifier } of importsOf(file)) {
    const target = targetOf(file, specifier)
    if (target !== null) reachedFrom(target, reached)
  }
  return reached
}

test('no part is missing from the page of every part', () => {
  const reached = reachedFrom('src/renderer/features/design/DesignView.tsx')
  const missing = readSources('src/renderer/ui/*.tsx')
    .filter(({ path }) => !reached.has(path))
    .map(({ path }) => basename(path, '.tsx'))
  expect(missing).toEqual(UNSEEN)
})

describe('contrast', () => {
  test.each([
    [[0, 0, 0], [255, 255, 255], 21],
    [[255, 255, 255], [255, 255, 255], 1],
    [[119, 119, 119], [255, 255, 255], 4.48],
  ] as const)('of %j and %j is %d, whichever is in front', (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2)
    expect(contrastRatio(other, one)).toBeCloseTo(ratio, 2)
  })
})

describe('the page of every part', () => {
  beforeEach(() => {
    const noMedia = { matches: false, addEventListener: () => {}, removeEventListener: () => {} }
    vi.stubGlobal('matchMedia', () => noMedia)
    return () => vi.unstubAllGlobals()
  })
  const section = async (name: string): Promise<HTMLElement> => screen.findByRole('region', { name })

  test('shows each kind of button at rest, at work and not possible', async () => {
    await renderPage({}, { path: '/design' })
    const buttons = within(await section('Buttons'))
    expect(buttons.getAllByRole('button', { name: 'The one thing to do' })).toHaveLength(2)
    expect(buttons.getAllByText('At work')).toHaveLength(4)
  })

  test('shows every part in both lights on asking', async () => {
    const { user } = await renderPage({}, { path: '/design' })
    expect(within(await section('Space')).queryByText('By night')).toBeNull()
    await user.click(screen.getByRole('radio', { name: 'Day and night side by side' }))
    expect(within(await section('Space')).getByText('By night')).toBeDefined()
    expect(within(await section('Signs beside words')).getAllByText('seedbed')).toHaveLength(2)
  })

  test('opens and closes what lies over the page', async () => {
    const { user } = await renderPage({}, { path: '/design' })
    await user.click(within(await section('Over the page')).getByRole('button', { name: 'Ask once more' }))
    const asked = await screen.findByRole('alertdialog', { name: 'Is this meant?' })
    await user.click(within(asked).getByRole('button', { name: 'Yes, it is' }))
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  test('is reached from the settings', async () => {
    await renderPage({}, { path: '/settings' })
    const way = await screen.findByRole('link', { name: 'Every part in every state' })
    expect(way.getAttribute('href')).toBe('#/design')
  })
})
