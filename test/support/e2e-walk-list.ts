import { afterAll, beforeAll, describe } from 'vitest'
import type { Language } from '../../src/shared/kernel/language.ts'
import type { Host } from './e2e-hosts.ts'
import { walkAsJourney } from './e2e-journey.ts'
import { Walk } from './e2e-walk.ts'
import { lesson, restart, words } from './e2e-walk-keeping.ts'
import { alerts, firstRun, neighbour } from './e2e-walk-neighbours.ts'
import { no, transfer } from './e2e-walk-transfers.ts'

/** What runs on each host the same: one life of a Node, by keyboard alone. */
export function walkThrough(host: Host, language: Language): void {
  const walk = new Walk(host, language)
  beforeAll(() => walk.begin())
  afterAll(() => walk.end())
  walkAsJourney(() => walk.visits)

  describe(host.name, () => {
    describe('first run', () => firstRun(walk))
    describe('a neighbour', () => neighbour(walk))
    describe('alerts', () => alerts(walk))
    describe('a transfer', () => transfer(walk))
    describe('a lesson', () => lesson(walk))
    describe('the words on paper', () => words(walk))
    describe('a no', () => no(walk))
    describe('a restart', () => restart(walk))
  })
}
