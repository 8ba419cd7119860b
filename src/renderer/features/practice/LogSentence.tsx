import type { ReactNode } from 'react'
import type { LogFact, LogNode } from '../../../shared/contract/practice-log.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { ResourceWord, StateWord } from '../../parts/resource-words.tsx'
import { Amount, Thing } from '../../parts/transfer-words.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Peer } from '../../ui/Peer.tsx'

export type NameOf = (nodeId: NodeId) => string

/** How much of an id stands for a Node whose name nobody has heard yet. Chosen here: as its own neighbours show it. */
const SHORT_ID_CHARS = 8

/** The Nodes of a log by their names. */
export function namesOf(nodes: readonly LogNode[]): NameOf {
  const names = new Map(nodes.map(({ name, nodeId }) => [nodeId, name]))
  return (nodeId) => names.get(nodeId) ?? nodeId.slice(-SHORT_ID_CHARS)
}

const ICONS: Readonly<Record<LogFact['what'], IconName>> = {
  'link-up': 'neighbours',
  'link-down': 'neighbours',
  'talk-sent': 'neighbours',
  'talk-arrived': 'neighbours',
  'set-apart': 'neighbours',
  'let-back': 'neighbours',
  'wake-sent': 'neighbours',
  'wake-arrived': 'neighbours',
  'wake-answered': 'neighbours',
  'note-sent': 'neighbours',
  'note-arrived': 'neighbours',
  'file-offered': 'neighbours',
  'file-arrived': 'neighbours',
  'file-given': 'neighbours',
  'file-taken': 'neighbours',
  meeting: 'neighbours',
  'alert-raised': 'alerts',
  'alert-judged': 'alerts',
  'judgement-arrived': 'alerts',
  'alert-corrected': 'alerts',
  'alert-arrived': 'alerts',
  'level-shown': 'resources',
  'report-arrived': 'resources',
  'lesson-offered': 'seedbed',
  'lesson-planted': 'seedbed',
  'lesson-uprooted': 'seedbed',
  'lesson-refused': 'seedbed',
  'lesson-arrived': 'seedbed',
  'offer-made': 'transfers',
  'offer-arrived': 'transfers',
  'terms-made': 'transfers',
  'terms-arrived': 'transfers',
  'transfer-moved': 'transfers',
}

/** What a line is about, to be seen before it is read. */
export const iconOf = ({ what }: LogFact): IconName => ICONS[what]

interface LogSentenceProps {
  readonly fact: LogFact
  readonly nameOf: NameOf
}

/** One line of the log in plain words. */
export function LogSentence({ fact, nameOf }: LogSentenceProps) {
  const values: Record<string, ReactNode> = { ...plainOf(fact), ...wordsOf(fact) }
  if ('peer' in fact) values['peer'] = <Peer>{nameOf(fact.peer)}</Peer>
  return <Words id={`log.${fact.what}`} values={values} />
}

/** What sentences choose by. */
function plainOf(fact: LogFact): Record<string, string | number> {
  if (fact.what === 'meeting') return { given: fact.given, taken: fact.taken }
  if ('hops' in fact) return { hops: fact.hops }
  return 'role' in fact ? { role: fact.role } : {}
}

function wordsOf(fact: LogFact): Record<string, ReactNode> {
  if ('title' in fact) return { title: <Peer>{fact.title}</Peer> }
  if ('state' in fact) {
    return { resource: <ResourceWord resource={fact.resource} />, state: <StateWord state={fact.state} /> }
  }
  if ('quantity' in fact) return { amount: <Amount of={fact} /> }
  if (fact.what !== 'transfer-moved') return {}
  return { thing: <Thing resource={fact.resource} />, phase: <Moved fact={fact} /> }
}

type MovedFact = Extract<LogFact, { readonly what: 'transfer-moved' }>

function Moved({ fact: { outcome, phase } }: { readonly fact: MovedFact }) {
  const say = useSay()
  return <>{say(outcome === null ? `transfer.phase.${phase}` : `transfer.outcome.${outcome}`)}</>
}
