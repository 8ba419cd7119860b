import { act, cleanup, render, screen } from '@testing-library/react'
import { type UserEvent, userEvent } from '@testing-library/user-event'
import { onTestFinished } from 'vitest'
import { App } from '../../src/renderer/app/App.tsx'
import { createStores, type Stores } from '../../src/renderer/stores/stores.tsx'
import type { Language } from '../../src/shared/kernel/language.ts'
import { type FakeAnswers, type FakeBridge, fakeBridge } from './fake-bridge.ts'
import { HeldPageClock } from './page-clock.ts'

export interface Page {
  readonly fake: FakeBridge
  readonly clock: HeldPageClock
  readonly stores: Stores
  readonly user: UserEvent
  /** How often the page asked to begin again. */
  freshStarts(): number
  /** Move the page's clock, letting what it sets off settle. */
  wait(ms: number): Promise<void>
}

export interface PageOptions {
  readonly path?: string
  readonly language?: Language
  /** What this browser still knows of an earlier visit. */
  readonly remembered?: Readonly<Record<string, string>>
}

/** The whole page over a fake bridge, at one of its paths, once its heading is there. */
export async function renderPage(
  answers: FakeAnswers = {},
  { path = '/', language = 'en', remembered = {} }: PageOptions = {},
): Promise<Page> {
  window.history.replaceState(null, '', `#${path}`)
  const fake = fakeBridge()
  fake.answer({ settings: { get: () => ({ ...DEFAULT_SETTINGS, language }) } })
  fake.answer(answers)
  const clock = new HeldPageClock()
  let freshStarts = 0
  const stores = createStores(fake, {
    storage: memoryStorage(remembered),
    preferredLanguages: [language],
    clock,
    startAnew: () => {
      freshStarts += 1
    },
  })
  onTestFinished(cleanup)
  render(<App stores={stores} />)
  await screen.findByRole('heading', { level: 1 }, { timeout: FIRST_HEADING_TIMEOUT_MS })
  return {
    fake,
    clock,
    stores,
    user: userEvent.setup(),
    freshStarts: () => freshStarts,
    wait: (ms) => act(async () => clock.advance(ms)),
  }
}

/** Route chunks are transformed on first use, which on a busy machine takes a while. */
const FIRST_HEADING_TIMEOUT_MS = 8_000

const DEFAULT_SETTINGS = {
  lan: false,
  helper: false,
  dht: false,
  autoLockMinutes: 15,
  acknowledgedReturnHours: 24,
  sessionIdleMinutes: 30,
  wakeFrom: 'pinned' as const,
  quietHours: null,
}

function memoryStorage(remembered: Readonly<Record<string, string>>): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map(Object.entries(remembered))
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}
