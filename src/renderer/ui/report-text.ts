import type { ErrorCode } from '../../shared/kernel/errors.ts'
import type { MessageKey, Say } from '../app/messages/words.tsx'

/** What a page may tell whoever helps. Nothing here can hold a name, an amount or a key. */
export interface PageFacts {
  readonly version: string | null
  readonly host: 'electron' | 'node' | null
  /** Neighbours in reach and Nodes known; null where the Node has not said. */
  readonly near: number | null
  readonly known: number | null
  readonly link: 'connecting' | 'open' | 'lost' | 'refused'
  /** The address of the view, of which only the place is told. */
  readonly path: string
  /** What failed; null where nothing did. */
  readonly code: ErrorCode | null
  readonly when: string
  /** What the Node says of itself; null where it did not answer. */
  readonly machine: string | null
}

/** The places by the first step of their address, in words. */
const PLACES: Readonly<Record<string, MessageKey>> = {
  '': 'nav.needs',
  resources: 'nav.resources',
  map: 'nav.map',
  alerts: 'nav.alerts',
  transfers: 'nav.transfers',
  seedbed: 'nav.seedbed',
  handbook: 'seedbed.handbook',
  neighbours: 'nav.neighbours',
  settings: 'nav.settings',
}

/** The report as text: first for people, in their language, then for machines. */
export function reportText(facts: PageFacts, say: Say): string {
  const place = PLACES[facts.path.split(/[/?]/u)[1] ?? '']
  const lines = [
    facts.version === null || facts.host === null
      ? say('app.name')
      : `${say('app.name')} ${say(`about.host.${facts.host}`, { version: facts.version })}`,
    say('report.when', { when: facts.when }),
    ...(place === undefined ? [] : [say('report.place', { place: say(place) })]),
    say(`report.link.${facts.link}`),
    ...(facts.near === null || facts.known === null
      ? []
      : [say('who.sees', { near: facts.near, known: facts.known })]),
    say(facts.code === null ? 'report.nothing' : 'report.failed', { code: facts.code ?? '' }),
  ]
  return `${lines.join('\n')}\n\n${facts.machine ?? say('report.silent')}`
}
