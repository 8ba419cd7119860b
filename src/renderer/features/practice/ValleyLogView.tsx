import { useState } from 'react'
import { useIntl } from 'react-intl'
import { LOG_LINES_MAX } from '../../../shared/contract/log-bounds.ts'
import type { LogLine, LogNode } from '../../../shared/contract/practice-log.ts'
import type { NodeId } from '../../../shared/kernel/ids.ts'
import { OwnWords } from '../../app/messages/OwnWords.tsx'
import { useSay } from '../../app/messages/words.tsx'
import { PracticeOffer } from '../../parts/EnterPractice.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { LongList } from '../../ui/LongList.tsx'
import { Peer } from '../../ui/Peer.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { iconOf, LogSentence, type NameOf, namesOf } from './LogSentence.tsx'
import '../../parts/rows.css'
import './valley-log.css'

/** What every simulated Node notices, while it happens. Route: /practice/log */
export function ValleyLogView() {
  return (
    <OwnWords of="log">
      <InPractice />
    </OwnWords>
  )
}

function InPractice() {
  const say = useSay()
  const { practice } = useStores()
  const status = useData(practice)
  if (status === null) return null
  return (
    <>
      <h1>{say('log.title')}</h1>
      {status.inside ? (
        <Log />
      ) : (
        <Empty title={say('log.outside')}>
          <p className="meta">{say('log.outsideDetail')}</p>
          <PracticeOffer />
        </Empty>
      )}
    </>
  )
}

function Log() {
  const say = useSay()
  const { logOf } = useStores()
  const [chosen, setChosen] = useState<NodeId | null>(null)
  const nodes = useNames(useData(logOf(null))?.nodes ?? [])
  return (
    <>
      <p className="lede">{say('log.lede')}</p>
      <div className="filters">
        <Whose nodes={nodes} chosen={chosen} onChoose={setChosen} />
      </div>
      <Answered of={logOf(chosen)} step={say('log.loading')}>
        {({ lines }) => <Lines lines={lines} nodes={nodes} />}
      </Answered>
    </>
  )
}

/** One's own Node may have been given another name since. */
function useNames(nodes: readonly LogNode[]): readonly LogNode[] {
  const { node } = useStores()
  const status = useData(node)
  return nodes.map((one) => (one.own && status !== null ? { ...one, name: status.name } : one))
}

interface WhoseProps {
  readonly nodes: readonly LogNode[]
  readonly chosen: NodeId | null
  readonly onChoose: (nodeId: NodeId | null) => void
}

function Whose({ nodes, chosen, onChoose }: WhoseProps) {
  const say = useSay()
  const options = nodes.map(({ name, nodeId, own }) => ({
    value: nodeId,
    label: own ? say('log.own', { name }) : name,
  }))
  const choose = (value: string): void =>
    onChoose(nodes.find(({ nodeId }) => nodeId === value)?.nodeId ?? null)
  return (
    <Pick
      label={say('log.which')}
      placeholder={say('log.all')}
      options={options}
      value={chosen ?? ''}
      onChange={choose}
    />
  )
}

interface LinesProps {
  readonly lines: readonly LogLine[]
  readonly nodes: readonly LogNode[]
}

function Lines({ lines, nodes }: LinesProps) {
  const say = useSay()
  const nameOf = namesOf(nodes)
  if (lines.length === 0) {
    return (
      <Empty title={say('log.empty')}>
        <p className="meta">{say('log.emptyDetail')}</p>
      </Empty>
    )
  }
  return (
    <>
      <LongList
        className="rows log-lines"
        items={lines}
        keyOf={({ number }) => String(number)}
        render={(line) => <Line line={line} nameOf={nameOf} />}
      />
      {lines.length === LOG_LINES_MAX && <p className="meta">{say('log.bound', { count: LOG_LINES_MAX })}</p>}
    </>
  )
}

function Line({ line, nameOf }: { readonly line: LogLine; readonly nameOf: NameOf }) {
  const { atMs, fact, nodeId } = line
  return (
    <div className="log-line">
      <Icon name={iconOf(fact)} />
      <p className="log-whose">
        <b>
          <Peer>{nameOf(nodeId)}</Peer>
        </b>{' '}
        <Second atMs={atMs} />
      </p>
      <p className="log-fact">
        <LogSentence fact={fact} nameOf={nameOf} />
      </p>
    </div>
  )
}

/** A moment by the clock, exact enough to follow how something spread. */
function Second({ atMs }: { readonly atMs: number }) {
  const intl = useIntl()
  return (
    <time className="meta" dateTime={new Date(atMs).toISOString()}>
      {intl.formatTime(atMs, { timeStyle: 'medium' })}
    </time>
  )
}
