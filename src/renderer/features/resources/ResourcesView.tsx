import { useState } from 'react'
import { useSearch } from 'wouter'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { goTo } from '../../app/hash-location.ts'
import { useSay, Words } from '../../app/messages/words.tsx'
import { Thing } from '../../parts/transfer-words.tsx'
import { useData, useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { CsvImport } from './CsvImport.tsx'
import { OwnResourceCard } from './OwnResourceCard.tsx'
import { RecordForm } from './RecordForm.tsx'
import { draftFor, draftFrom, type RecordDraft } from './record-draft.ts'
import './resources.css'

type Open =
  | { readonly what: 'record'; readonly keptAs: string; readonly start: RecordDraft }
  | { readonly what: 'csv' }
  | null

const anyReading = (own: readonly OwnResource[]): Open => ({
  what: 'record',
  keptAs: 'record',
  start: draftFor('energy', own),
})
/** Each resource has its own: what was begun for one is not found under another. */
const readingOf = (own: OwnResource): Open => ({
  what: 'record',
  keptAs: `record/${own.resource}`,
  start: draftFrom(own),
})

/** What this Node has, exact here and a range elsewhere. Route: /resources */
export function ResourcesView() {
  const say = useSay()
  const { resources } = useStores()
  return (
    <>
      <h1>
        <Standing />
      </h1>
      <p className="lede">{say('resources.lede')}</p>
      <Answered of={resources} step={say('resources.loading')}>
        {(own) => <OwnResources own={own} />}
      </Answered>
    </>
  )
}

/** What runs short, in a sentence. */
function Standing() {
  const say = useSay()
  const own = useData(useStores().resources) ?? []
  const short = own.filter(({ state }) => state === 'deficit')
  if (own.length === 0) return say('resources.title')
  const thing = <Thing resource={short[0]?.resource ?? ''} />
  return <Words id="resources.standing" values={{ count: short.length, thing }} />
}

/** What runs short comes first. */
const byNeed = (one: OwnResource, other: OwnResource): number =>
  Number(other.state === 'deficit') - Number(one.state === 'deficit')

/** What an address asks to be opened (`?do=record`, `?do=csv`). */
function askedFor(asked: string | null, own: readonly OwnResource[]): Open {
  if (asked === 'record') return anyReading(own)
  return asked === 'csv' ? { what: 'csv' } : null
}

function OwnResources({ own }: { readonly own: readonly OwnResource[] }) {
  const say = useSay()
  const asked = new URLSearchParams(useSearch()).get('do')
  const [open, setOpen] = useState<Open>(() => askedFor(asked, own))
  const [answered, setAnswered] = useState(asked)
  if (asked !== answered) {
    setAnswered(asked)
    setOpen(askedFor(asked, own))
  }
  function close(): void {
    setOpen(null)
    if (asked !== null) goTo('/resources') // asked for anew, it opens anew
  }
  return (
    <>
      <div className="actions actions-top">
        <Action kind="main" onPress={() => setOpen(anyReading(own))}>
          {say('resources.record')}
        </Action>
        <Action onPress={() => setOpen({ what: 'csv' })}>{say('resources.import')}</Action>
      </div>
      {own.length === 0 && (
        <Empty title={say('resources.empty')}>
          <p className="meta">{say('resources.emptyDetail')}</p>
        </Empty>
      )}
      <ul className="cards">
        {own.toSorted(byNeed).map((resource) => (
          <li key={resource.resource}>
            <OwnResourceCard own={resource} onRecord={() => setOpen(readingOf(resource))} />
          </li>
        ))}
      </ul>
      <Dialogue title={say('record.title')} open={open?.what === 'record'} onClose={close}>
        {open?.what === 'record' && (
          <RecordForm keptAs={open.keptAs} own={own} start={open.start} onDone={close} />
        )}
      </Dialogue>
      <Dialogue title={say('csv.title')} open={open?.what === 'csv'} onClose={close}>
        <CsvImport onDone={close} />
      </Dialogue>
    </>
  )
}
