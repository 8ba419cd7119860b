import { useState } from 'react'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import { useSay } from '../../app/messages/words.tsx'
import { useStores } from '../../stores/stores.tsx'
import { Action } from '../../ui/Action.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { CsvImport } from './CsvImport.tsx'
import { OwnResourceCard } from './OwnResourceCard.tsx'
import { RecordForm } from './RecordForm.tsx'
import { draftFor, draftFrom, type RecordDraft } from './record-draft.ts'

type Open = { readonly what: 'record'; readonly start: RecordDraft } | { readonly what: 'csv' } | null

/** What this Node has, exact here and a range elsewhere. Route: /resources */
export function ResourcesView() {
  const say = useSay()
  const { resources } = useStores()
  return (
    <>
      <h1>{say('resources.title')}</h1>
      <p className="lede">{say('resources.lede')}</p>
      <Answered of={resources} step={say('resources.loading')}>
        {(own) => <OwnResources own={own} />}
      </Answered>
    </>
  )
}

function OwnResources({ own }: { readonly own: readonly OwnResource[] }) {
  const say = useSay()
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => setOpen(null)
  const begin = (): void => setOpen({ what: 'record', start: draftFor('energy', own) })
  return (
    <>
      <div className="actions actions-top">
        <Action kind="main" onPress={begin}>
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
        {own.map((resource) => (
          <li key={resource.resource}>
            <OwnResourceCard
              own={resource}
              onRecord={() => setOpen({ what: 'record', start: draftFrom(resource) })}
            />
          </li>
        ))}
      </ul>
      <Dialogue title={say('record.title')} open={open?.what === 'record'} onClose={close}>
        {open?.what === 'record' && <RecordForm own={own} start={open.start} onDone={close} />}
      </Dialogue>
      <Dialogue title={say('csv.title')} open={open?.what === 'csv'} onClose={close}>
        <CsvImport onDone={close} />
      </Dialogue>
    </>
  )
}
